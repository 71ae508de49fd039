// Portuguese queries that a given newspaper archive hardly ever answers, one a line, written for this project, with
// the spelling of Portugal and of Brazil, and grouped by form as the English ones are; `#` opens a comment.

export const PORTUGUESE = `
# Uma palavra
pastéis
rodapé
cochonilhas
fatoração
frieiras
oxítonas
cavaquinho
dominó
embreagem
periquito
trambelhuda

# Duas ou três palavras
massa de pizza
pudim sem forno
caldo verde receita
pão de queijo
bolo de fubá
desentupir a pia
mancha de caneta
cheiro na geladeira
pintar portão ferrugem
rejunte do banheiro
bucha para gesso
trocar tomada queimada
podar a videira
muda de manjericão
formigas na horta
adubo para orquídeas
impressora não imprime
senha esquecida celular
laço infinito
juntar duas planilhas
teorema de Tales
raiz quadrada manualmente
progressão geométrica exercícios
plano inclinado
lei de Coulomb
balancear equações químicas
cadeia carbônica ramificada
fases da meiose
ossos do pulso
torcicolo exercícios
picada de abelha
solda elétrica eletrodo
engrenagem helicoidal
catalogação de folhetos
caução do arrendamento
muro do vizinho
trilhos da Arrábida
chaveiro aos domingos
botas de caminhada
regras da sueca
acordes de viola
rimas emparelhadas
Vila Trambolhos-a-Velha

# De quatro a sete palavras
bacalhau com natas sem natas
quanto tempo cozer polvo na panela
substituir manteiga por óleo no bolo
feijoada vegetariana com abóbora e couve
como guardar coentros frescos no congelador
tirar cera de vela da toalha
limpar juntas do azulejo com bicarbonato
cheiro a mofo no guarda-roupa antigo
arranjar estore que não sobe
fazer um banco com paletes
trocar a borracha do autoclismo
verniz para mesa de jardim em pinho
quando semear favas na varanda
folhas amarelas no limoeiro em vaso
lesmas nas alfaces sem veneno
enxertar uma nespereira na primavera
remover linhas repetidas de uma tabela
recuperar fotografias apagadas do cartão
portátil aquece mesmo sem programas abertos
diferença entre lista e tupla em python
provar que raiz de dois é irracional
equação do segundo grau sem termo independente
probabilidade de tirar dois ases seguidos
experiência do gelo que flutua na água
diferença entre calor e temperatura explicada
experiência com couve roxa e limão
ciclo de vida da joaninha
reconhecer cogumelos com anel no pé
alongamentos para dor no nervo ciático
remédio caseiro para soluços em crianças
aperto dos parafusos da cabeça do motor
arrumação de revistas numa biblioteca escolar
modelo de carta para rescindir ginásio
três dias em Sevilha com crianças pequenas
parque de campismo com sombra em Tavira
quantos passos se podem dar no andebol
músicas fáceis para flauta de bisel
figuras de estilo num soneto de Camões
filme mudo com um relojoeiro apaixonado
vida diária num mosteiro de Cister
colocação dos pronomes átonos no futuro
presidente da junta de Alfarrobinha batiza pato

# Perguntas
Por que o meu pão de ló baixa depois de sair do forno?
Quanto tempo dura uma sopa no frigorífico?
como se descasca alho mais depressa
Posso congelar clara de ovo batida?
Com o que se limpa uma panela queimada no fundo?
Que cola serve para um prato de barro?
Por que o disjuntor desarma quando ligo o chuveiro?
Em que mês se podam as roseiras?
por que a minha samambaia está secando nas pontas
Como passo os contatos de um telefone para outro?
Qual é a diferença entre uma pilha e uma fila em programação?
Como se calcula a área de um losango?
Por que não se pode dividir um número por zero?
Por que o céu fica vermelho ao pôr do sol?
o que acontece se misturar lixívia com vinagre
Quantos olhos tem uma aranha?
Por que sinto formigueiro nas mãos quando acordo?
Podem-se tomar dois remédios para a alergia no mesmo dia?
Quem paga o conserto da caldeira numa casa alugada?
Quantos dias tenho para devolver uns sapatos comprados pela internet?
Onde posso mandar arranjar um fecho perto da estação?
Quantos jogadores tem uma equipa de polo aquático?
como afinar um bandolim sem afinador
Por que Bentinho desconfia de Capitu?
Quando se usa mau e quando se usa mal?
Como ensino o meu cachorro a não puxar a coleira?
O que significa a luz amarela com um ponto de exclamação?

# Afirmações
O azeite guardado numa garrafa escura ao lado do fogão perde o sabor em poucas semanas.
Demolhar o feijão durante a noite encurta a cozedura mas não altera a cor do caldo.
A soma de três números consecutivos é sempre divisível por três.
Uma esfera maciça desce a rampa mais depressa do que um aro com o mesmo raio.
As andorinhas voltam ao mesmo ninho mesmo quando o telhado foi substituído.
Beber chá à refeição reduz a quantidade de ferro que o corpo retira dos legumes.
Os pregos de cobre aguentam melhor a água salgada do que os parafusos galvanizados.
Os leitores de uma biblioteca pequena escolhem primeiro os livros que outros acabaram de devolver.
Um acordo verbal sobre o uso de um poço vale enquanto os vizinhos o respeitarem.
Se chover no dia de São João, perde-se metade das avelãs e todo o vinho fraco.
O sineiro de São Bartolomico trocou o badalo por nove queijos e uma carroça azul.

# Descrições longas
Quero recuperar um rádio antigo de válvulas que era do meu avô, mas quando o ligo só se ouve um zumbido grave, e não sei se devo trocar primeiro os condensadores ou as válvulas.
A minha jabuticabeira em vaso está cheia de folhas novas e já tem mais de dois metros, mas em seis anos nunca deu um único fruto, embora seja regada todos os dias.
Uma torneira enche um tanque em quatro horas e outra em seis; pergunta-se quanto tempo levam as duas juntas se, ao fim da primeira hora, alguém fechar a mais rápida.
Procuro o título de um livro infantil que li na escola, em que um rapaz encontra debaixo da ponte um carteiro que entrega cartas escritas por pessoas que ainda não nasceram.
A nossa gata de onze anos passou a miar à porta da despensa todas as madrugadas, come bem e dorme muito, e o veterinário não encontrou nada nos dentes nem nos ouvidos.
Somos três amigos e queremos percorrer de bicicleta a costa até ao cabo em sete dias, sem estradas nacionais, com parques de campismo baratos e comboio para o regresso.
`;
