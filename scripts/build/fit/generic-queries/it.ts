// Italian queries that a given newspaper archive hardly ever answers, one a line, written for this project and grouped
// by form as the English ones are; `#` opens a comment.

export const ITALIAN = `
# Una parola
gnocchi
battiscopa
peronospora
logaritmi
sciatalgia
endecasillabo
fisarmonica
briscola
marmitta
canarino
sgrumbelloni

# Due o tre parole
lievito madre secco
pasta frolla friabile
besciamella senza burro
marmellata di fichi
polenta avanzata
lavandino intasato
macchie di ruggine
guarnizione frigorifero
stuccare il muro
carta da parati
tasselli per cartongesso
levigare il parquet
potatura ulivo
talea di rosmarino
cocciniglia sul limone
orchidea senza fiori
stampante non trovata
password dimenticata
ciclo while annidato
ordinare un vettore
scomposizione polinomi
limiti notevoli
teorema di Pitagora
piano inclinato attrito
legge di Hooke
pesi atomici
reazioni acido base
cellula vegetale
muscoli della coscia
unghia incarnita
puntura di medusa
filettatura metrica
travi in legno
schede catalogo biblioteca
disdetta affitto studenti
usucapione cortile
sentieri Val Grande
fabbro aperto domenica
zaino da trekking
regole dello scopone
spartiti per ocarina
rima incatenata
Borgo Spantegone

# Da quattro a sette parole
risotto alla zucca senza vino bianco
tiramisù senza uova con la ricotta
cottura dei carciofi in pentola a pressione
sostituire la panna nella torta salata
come conservare il basilico per l'inverno
togliere la cera dal tappeto di lana
pulire le fughe del pavimento col bicarbonato
odore di muffa nel cassettone antico
costruire una libreria con le cassette
cambiare la cinghia di una tapparella
isolare il sottotetto con lana di pecora
vernice per ringhiera di ferro arrugginita
quando seminare le fave sul balcone
foglie gialle sulla pianta di gardenia
lumache nell'orto rimedi senza veleno
rinvasare un bonsai di olmo
unire due colonne in un foglio elettronico
recuperare le foto cancellate dal telefono
il portatile si scalda anche da spento
differenza tra ereditarietà e composizione nel codice
dimostrare che radice di due è irrazionale
equazioni di secondo grado fratte svolte
probabilità di estrarre due palline rosse
perché il pendolo rallenta in montagna
differenza tra massa e peso spiegata bene
esperimento con cavolo rosso e limone
ciclo vitale della libellula
riconoscere i funghi con le lamelle bianche
esercizi per la cervicale da seduti
rimedi della nonna contro il singhiozzo
coppia di serraggio delle candele
ordinare i periodici di una piccola biblioteca
lettera di reclamo per un divano difettoso
tre giorni a Lubiana con un bambino
agriturismo con piscina vicino a Urbino
quanti passi si fanno nella pallamano
canzoni facili per chitarra con tre accordi
figure retoriche in A Silvia
film muto con cane e vagabondo
la giornata di un monaco nel medioevo
congiuntivo imperfetto dei verbi irregolari
il sindaco di Pratobuffo premia la capra

# Domande
Perché la mia focaccia resta cruda al centro?
Quanto dura il pesto fatto in casa in frigorifero?
come si toglie l'amaro alle melanzane
Si possono congelare le uova sbattute?
Con che cosa si pulisce il fondo di una pentola bruciata?
Quale colla va bene per la ceramica che sta in acqua?
Perché scatta il salvavita quando accendo la lavatrice?
In quale mese si potano le ortensie?
perché cadono i boccioli della mia camelia
Come faccio a spostare la rubrica sul telefono nuovo?
Qual è la differenza tra una coda e una pila?
Come si calcola l'area di un trapezio rettangolo?
Perché non si può dividere per zero?
Perché una nave di ferro galleggia e un chiodo no?
che cosa succede se mescolo candeggina e aceto
Quante zampe ha davvero un millepiedi?
Perché mi trema la palpebra da una settimana?
Si può bere il latte dopo avere preso un antibiotico?
Chi paga la riparazione della caldaia in una casa in affitto?
Entro quanti giorni posso restituire un paio di scarpe?
Dove posso far affilare le forbici da sarta in centro?
Quanti giocatori ha una squadra di pallanuoto?
come si accorda un mandolino senza accordatore
Perché don Abbondio ha paura dei bravi?
Quando si scrive qual è senza apostrofo?
Come insegno al mio gatto a usare la lettiera nuova?
Che cosa vuol dire la spia gialla a forma di ancora?

# Affermazioni
Il sale grosso fa bollire l'acqua della pasta un poco più tardi del sale fino.
Le pentole di rame cuociono in modo più uniforme di quelle d'acciaio con il fondo sottile.
Il prodotto di tre numeri consecutivi è sempre divisibile per sei.
Un cilindro pieno rotola lungo il piano inclinato più in fretta di un anello dello stesso peso.
Le lucertole perdono la coda più spesso nelle giornate fredde di inizio primavera.
Chi beve il caffè dopo pranzo assorbe meno ferro dai legumi che ha mangiato.
Le viti d'ottone nel legno di castagno durano più a lungo di quelle zincate.
I lettori di una biblioteca piccola scelgono i libri dal carrello delle restituzioni.
Un contratto verbale per l'affitto di un prato vale fino al raccolto successivo.
Se piove il giorno della Candelora, dall'inverno siamo fuori solo a metà.
Il sagrestano di San Gorgolino barattò il leggio con quattro forme di pecorino e una scala.

# Descrizioni lunghe
Vorrei restaurare una vecchia macchina da cucire a pedale che gira a vuoto, ma non riesco a capire se il problema sia la cinghia di cuoio o il volano arrugginito.
Il mio gelsomino sul terrazzo fa rami lunghissimi e foglie lucide, ma da tre anni non produce nemmeno un fiore, anche se lo concimo in aprile e lo bagno ogni sera.
Due treni partono alla stessa ora da stazioni distanti trecento chilometri e si vengono incontro a velocità diverse; bisogna trovare dopo quanto tempo si incontrano e a quale distanza.
Cerco il titolo di un romanzo per ragazzi letto alle medie, in cui una bambina trova in soffitta un orologio che cammina all'indietro e parla in dialetto con i piccioni.
Il nostro coniglio nano da qualche settimana morde le sbarre della gabbia tutta la notte, mangia regolarmente il fieno e il veterinario dice che i denti sono a posto.
Siamo in quattro e vogliamo attraversare l'Appennino a piedi in sei giorni, dormendo nei paesi e non nei rifugi, con tappe brevi e almeno una trattoria ogni sera.
`;
