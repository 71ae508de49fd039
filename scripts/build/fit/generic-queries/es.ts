// Spanish queries that a given newspaper archive hardly ever answers, one a line, written for this project and grouped
// by form as the English ones are; `#` opens a comment.

export const SPANISH = `
# Una palabra
croquetas
taladro
pulgones
trigonometría
callosidades
esdrújulas
castañuelas
parchís
embrague
periquitos
murdilonga

# Dos o tres palabras
masa de empanada
tortilla sin huevo
arroz caldoso marisco
bizcocho de yogur
congelar pimientos asados
desatascar fregadero
quitar manchas café
olor lavavajillas
pintar azulejos baño
lijar puerta barnizada
taco para pladur
enchufe conmutado esquema
podar el rosal
trasplantar un cactus
riego por goteo
hormigas en macetas
contraseña olvidada tableta
impresora sin conexión
ordenar lista enlazada
función recursiva factorial
teorema del resto
regla de Ruffini
área del rombo
fracciones equivalentes ejercicios
tiro parabólico
ley de Ohm
ajustar reacciones químicas
sales binarias formulación
partes del tallo
huesos del pie
esguince de tobillo
orzuelo remedio casero
engranajes relación transmisión
soldadura con estaño
signatura topográfica biblioteca
fianza alquiler devolución
lindes entre fincas
ruta del Cares
cerrajero urgente
zapatillas de montaña
reglas del mus
acordes de laúd
Villaquemada del Torpe

# De cuatro a siete palabras
receta de gazpacho sin pan ni pepino
cuánto reposa la masa de churros
sustituir mantequilla por aceite en galletas
lentejas con verduras en olla rápida
cómo desalar bacalao en un día
quitar cera de vela del mantel
limpiar juntas de azulejos con bicarbonato
moho en la pared del armario
arreglar persiana que no sube
hacer una mesa con palés
cambiar la goma de la cisterna
barniz para muebles de jardín de teca
cuándo plantar ajos en maceta
hojas amarillas en la hierbabuena
caracoles en las lechugas sin veneno
injertar un cerezo en primavera
eliminar duplicados de una hoja de cálculo
recuperar fotos borradas de la cámara
el móvil no carga con cable
diferencia entre clase e interfaz en java
demostrar que pi es irracional
ecuaciones de segundo grado incompletas resueltas
probabilidad de sacar dos ases seguidos
período de un péndulo simple práctica
diferencia entre calor y temperatura
experimento con col lombarda y vinagre
ciclo de vida de la rana
identificar setas de pie anillado
ejercicios para la ciática en casa
remedios contra la tos seca nocturna
par de apriete tornillos de culata
clasificación de revistas en bibliotecas escolares
reclamar una multa mal puesta
dos días en Oporto con niños
camping con sombra cerca de Llanes
cuántos pasos se permiten en balonmano
partituras fáciles para flauta y guitarra
figuras retóricas en un soneto de Góngora
película muda con un acróbata enamorado
vida diaria en un monasterio medieval
uso del subjuntivo con ojalá
la alcaldesa de Trobajuelos inaugura el columpio

# Preguntas
¿Por qué se me corta la mayonesa casera?
¿Cuánto tiempo aguanta un caldo en la nevera?
cómo se pelan las castañas sin quemarse
¿Se puede congelar la tortilla de patatas?
¿Con qué se limpia una plancha quemada por debajo?
¿Qué pegamento sirve para una taza de porcelana?
¿Por qué salta el diferencial al encender el horno?
¿Cuándo hay que podar los geranios del balcón?
por qué se le caen las hojas a mi ficus
¿Cómo paso mis contactos de un teléfono a otro?
¿Cuál es la diferencia entre una pila y una cola en programación?
¿Cómo se calcula el volumen de una pirámide truncada?
¿Por qué un número elevado a cero da siempre uno?
¿Por qué flota el hielo en el agua?
qué pasa si mezclo lejía con vinagre
¿Cuántos corazones tiene un pulpo?
¿Por qué se me duermen las manos por la noche?
¿Puedo tomar dos pastillas para la alergia el mismo día?
¿Quién paga la avería de la caldera en un piso alquilado?
¿Cuántos días tengo para devolver una compra por internet?
¿Dónde puedo arreglar el tacón de una bota hoy?
¿Cuántos jugadores hay en un equipo de waterpolo?
cómo se afina un ukelele sin afinador
¿Por qué confunde don Quijote los molinos con gigantes?
¿Cuándo se escribe porqué junto y con tilde?
¿Cómo enseño a mi cachorro a no morder los zapatos?
¿Qué significa la luz naranja del motor?

# Afirmaciones
El aceite de oliva pierde aroma si se guarda en una botella clara junto a la ventana.
Remojar los garbanzos con bicarbonato acorta la cocción pero ablanda demasiado la piel.
La suma de dos números impares es siempre un número par.
Una esfera maciza baja la rampa antes que un aro del mismo radio y la misma masa.
Los girasoles adultos dejan de seguir al sol y miran siempre hacia el este.
Masticar despacio reduce la cantidad de comida que se toma en la cena siguiente.
Los remaches de cobre resisten mejor el agua de mar que los tornillos de hierro galvanizado.
Los lectores prefieren los estantes bajos cuando los libros muestran la cubierta y no el lomo.
El comprador de una bicicleta usada puede reclamar durante seis meses los defectos ocultos.
Si llueve el día de santa Bibiana, llueve cuarenta días y una semana.
El campanero de San Turulato cambió el reloj de la torre por siete sacos de nueces.

# Descripciones largas
Quiero restaurar una mecedora de mi abuela que tiene la rejilla rota y las patas flojas, pero no sé si conviene desmontarla entera o encolar las juntas una por una.
Tengo un limonero en una maceta grande que florece dos veces al año, pero todos los frutos se caen cuando alcanzan el tamaño de una avellana, aunque lo riego con regularidad.
Un depósito se llena con un grifo en tres horas y con otro en cinco; se pide averiguar cuánto tardará si se abren los dos a la vez y el desagüe pierde agua.
Busco el título de un cuento que leí en la escuela, en el que un farero intercambia cartas con una ballena y acaba olvidando encender la luz durante una tormenta.
Nuestro perro de doce años ladra cada noche a la misma pared del pasillo, come bien y juega como siempre, y el veterinario no le encuentra nada en los oídos.
Somos cuatro amigos que queremos cruzar los Picos de Europa en cinco días durmiendo en refugios, sin pasos de escalada y con la posibilidad de comprar comida por el camino.
`;
