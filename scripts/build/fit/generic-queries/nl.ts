// Dutch queries that a given newspaper archive hardly ever answers, one a line, written for this project and grouped
// by form as the English ones are; `#` opens a comment.

export const DUTCH = `
# Een woord
poffertjes
plamuur
bladluizen
staartdeling
eksterogen
stamtijden
draaiorgel
klaverjassen
uitlaat
dwergkonijn
kwispelbroek

# Twee of drie woorden
erwtensoep zonder vlees
appeltaart kruimeldeeg
zuurkool zelf maken
beslag voor pannenkoeken
oliebollen vullen
wc verstopt
kalkaanslag douchewand
wasmachine centrifugeert niet
laminaat leggen
kit verwijderen
gipsplaat ophangen
trap schilderen
hortensia snoeien
mos in gazon
slakken bestrijden
vlinderstruik stekken
printer drukt strepen
wachtwoord vergeten laptop
lus in python
tabel samenvoegen
stelling van Thales
kwadraat afsplitsen
breuken vermenigvuldigen
wet van Archimedes
weerstand parallel
reactievergelijking kloppend maken
zouten namen
onderdelen bloem
spieren bovenbeen
peesontsteking elleboog
wespensteek zwelling
schroefdraad tappen
balklaag berekenen
boeken plastificeren bibliotheek
huurwaarborg terug
erfgrens heg
wandelen Eifel hond
slotenmaker spoed
bakfiets tweedehands
regels van sjoelen
bladmuziek tinwhistle
sonnet rijmschema
Over-Krummelen veerpont

# Vier tot zeven woorden
hutspot met klapstuk hoe lang stoven
taart bakken zonder eieren en melk
brood zonder kneden in gietijzeren pan
wat te doen met overrijpe bananen
rode kool invriezen rauw of gekookt
kaarsvet uit een tafelkleed halen
vlekken op marmeren aanrechtblad verwijderen
stinkende vaatwasser schoonmaken met azijn
gat in de muur dichten met vulmiddel
dakgoot lekt bij de naad
zelf een konijnenhok timmeren van steigerhout
kraan druppelt nieuw leertje plaatsen
wanneer dahliaknollen uit de grond halen
gele bladeren aan de citroenboom
vijver vol algen wat nu
rabarber delen en verplaatsen
regels met lege cellen verwijderen
telefoon laadt alleen met oude kabel
tweede beeldscherm wordt niet herkend
verschil tussen een lijst en een tupel
bewijs dat wortel twee irrationaal is
oppervlakte van een parallellogram berekenen
kans op twee keer zes gooien
waarom drijft ijs op water proefje
verschil tussen gewicht en massa uitleg
proef met rodekoolsap en azijn
levenscyclus van de gewone pad
paddenstoelen herkennen met rode hoed
oefeningen voor een stijve nek
huismiddeltjes tegen de hik
aanhaalmoment wielbouten oude stationwagen
tijdschriften ordenen in een schoolbibliotheek
voorbeeldbrief opzeggen van een sportschool
weekend naar Gent met kleine kinderen
kamperen aan het water in Friesland
hoeveel stappen bij korfbal toegestaan
makkelijke liedjes voor accordeon met noten
beeldspraak in gedichten van Vasalis
stomme film over een verliefde machinist
eten en drinken in een middeleeuws klooster
wanneer schrijf je een d of dt
burgemeester van Snorrewoude onthult stenen haring

# Vragen
Waarom zakt mijn cake na het bakken in?
Hoe lang kun je gekookte rijst bewaren?
hoe krijg je de schil makkelijk van een ei
Kun je slagroom invriezen zonder dat hij schift?
Waarmee maak je een aangebrande pan schoon?
Welke verf is geschikt voor een vochtige kelder?
Waarom slaat de stop door als ik de oven aanzet?
Wanneer moet je een pruimenboom snoeien?
waarom krijgt mijn pannenkoekplant bruine randen
Hoe zet ik mijn foto's over op een nieuwe telefoon?
Wat is het verschil tussen een stapel en een wachtrij?
Hoe reken je graden om naar radialen?
Waarom is een getal tot de macht nul altijd een?
Waarom is de lucht blauw en de zonsondergang rood?
wat gebeurt er als je bleek en azijn mengt
Hoeveel magen heeft een koe eigenlijk?
Waarom gaan mijn vingers tintelen als ik fiets?
Mag je twee soorten pijnstillers op een dag nemen?
Wie betaalt de reparatie van de ketel in een huurhuis?
Hoe lang mag ik een jas terugbrengen zonder bon?
Waar kan ik mijn schaatsen laten slijpen op zaterdag?
Hoeveel spelers staan er in een team bij waterpolo?
hoe stem je een viool zonder stemapparaat
Waarom vertrekt de hoofdpersoon aan het eind van De avonden niet?
Wanneer gebruik je hen en wanneer hun?
Hoe leer ik mijn pup om niet op te springen?
Wat betekent het oranje lampje met een uitroepteken?

# Beweringen
Aardappelen die in het donker liggen, kiemen langzamer dan aardappelen naast de uien.
Een houten snijplank met mosterdzaad inwrijven haalt de geur van vis er beter uit dan zeep.
Het verschil tussen twee opeenvolgende kwadraten is altijd een oneven getal.
Een holle bol rolt langzamer van de helling dan een massieve bol van hetzelfde gewicht.
Egels die in november minder dan een pond wegen, halen het voorjaar zelden.
Wie voor het slapen een boek op papier leest, valt eerder in slaap dan wie op een scherm leest.
Messing schroeven breken in eikenhout vaker dan stalen schroeven van dezelfde dikte.
Bezoekers van een kleine bibliotheek kiezen hun boeken het liefst van de tafel bij de deur.
Een mondelinge afspraak over het gebruik van een weiland geldt tot de volgende oogst.
Als het op Sint-Margriet regent, blijft het zes weken lang nat.
De koster van Sint-Pompernel ruilde het orgel voor elf tonnen stroop en een slee.

# Lange beschrijvingen
Ik wil een oude hangklok van mijn opa weer aan het lopen krijgen, maar na tien minuten blijft de slinger stilstaan, ook als de kast volgens de waterpas recht hangt.
Onze vijg staat al vijf jaar tegen een muur op het zuiden en maakt elk jaar veel blad, maar de vruchten blijven klein en groen en vallen af voordat het herfst wordt.
In een doos zitten vier witte en acht zwarte knikkers; je pakt er drie zonder terugleggen, en gevraagd wordt hoe groot de kans is dat er precies een witte bij is.
Ik zoek de titel van een kinderboek uit de jaren zeventig over twee zusjes die onder de vuurtoren een deur vinden en daar een schipper ontmoeten die nooit slaapt.
Onze kater van negen eet al weken alleen als er iemand naast hem zit, drinkt gewoon en speelt graag, en de dierenarts kan aan zijn gebit niets vinden.
Met drie vriendinnen willen we in zes dagen langs de Moezel fietsen, hoogstens vijftig kilometer per dag, met de trein terug en overnachtingen waar de fietsen binnen kunnen staan.
`;
