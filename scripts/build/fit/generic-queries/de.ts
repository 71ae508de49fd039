// German queries that a given newspaper archive hardly ever answers, one a line, written for this project and grouped
// by form as the English ones are; `#` opens a comment.

export const GERMAN = `
# Ein Wort
Kartoffelpuffer
Dreisatz
Wühlmäuse
Fugenmasse
Ohrensausen
Konjunktiv
Laubsägearbeiten
Schafkopf
Zündkerzen
Wellensittich
Trumbelquast

# Zwei oder drei Wörter
Hefeteig geht nicht
Rouladen schmoren
Sauerteig ansetzen
Pfannkuchen ohne Ei
Waschmaschine stinkt
Abfluss verstopft
Silikon entfernen
Rauhfaser überstreichen
Heizkörper entlüften
Tomaten ausgeizen
Rasen vertikutieren
Hortensien schneiden
Giersch bekämpfen
Drucker druckt schief
Kopfhörer koppeln
Tabelle sortieren Formel
Schleife rückwärts zählen
Ableitung Kettenregel
Binomische Formeln
Kurvendiskussion Aufgaben
Ohmsches Gesetz
Fallbeschleunigung messen
Oxidationszahlen bestimmen
Mitose Phasen
Knochen der Hand
Fersensporn Übungen
Nasenbluten Kind
Gewindebohrer Tabelle
Holzbalken Durchbiegung
Kündigungsfrist Untermieter
Zaun Nachbar Höhe
Wanderung Sächsische Schweiz
Nachtzug Venedig
Schlüsseldienst Preise
Fahrrad Kindersitz
Doppelkopf Regeln
Akkorde Ukulele Anfänger
Faust Gretchenfrage
Kategorischer Imperativ
Hanse Koggen
Meerschweinchen Auslauf
Ober-Quastenried Dorfteich
Alwine Torkelbusch

# Vier bis sieben Wörter
Apfelstrudel mit Blätterteig statt Strudelteig
Kürbissuppe mit Ingwer und Kokosmilch
Marmelade wird nicht fest Zitronensaft
Braten im Römertopf wie lange
Plätzchen ohne Zucker für Kleinkinder
Rotweinflecken aus dem Teppich entfernen
Backofen reinigen mit Natron und Essig
Kalk im Wasserkocher lösen ohne Chemie
Dübel hält nicht in der Altbauwand
Parkett abschleifen und neu ölen Kosten
Lampe anschließen nur zwei Kabel vorhanden
tropfenden Wasserhahn selbst abdichten
Gartenhaus Fundament aus Punktfundamenten
Rosen vor dem Winter anhäufeln
Schnecken vom Salat fernhalten Kupferband
Kirschlorbeer hat gelbe Blätter
Mehrfache Leerzeichen in einer Zeichenkette ersetzen
Schlüssel eines Wörterbuchs alphabetisch ausgeben
Laptop erkennt zweiten Bildschirm nicht
Staubsaugerroboter findet Ladestation nicht mehr
Flächeninhalt eines Trapezes herleiten
Beweis der Irrationalität von Wurzel drei
Wahrscheinlichkeit beim Würfeln mit zwei Würfeln
Brechung des Lichts an einer Glasplatte
Unterschied zwischen Gleichstrom und Wechselstrom
Indikator aus Rotkohl selbst herstellen
Bestandteile einer tierischen Zelle
Bestimmung heimischer Farne im Laubwald
Hausmittel gegen trockenen Reizhusten nachts
Dehnübungen für die Wade nach dem Laufen
Drehmoment für Schrauben aus Edelstahl
Signaturen und Aufstellung in kleinen Gemeindebüchereien
Muster für einen Widerruf beim Möbelkauf
mit dem Fahrrad von Passau nach Wien
günstige Pension am Bodensee mit Hund
Abseits beim Handball oder nur Fußball
Stücke für Blockflöte und Gitarre leicht
Gedichte der Romantik über den Mond
Stummfilm mit schiefen Kulissen und Schlafwandler
Kleidung der Bauern im späten Mittelalter
Zweite Lautverschiebung Beispiele Pfund und Apfel
Bürgermeisterin von Hinterpfuhlau weiht Ententreppe ein

# Fragen
Wie lange muss ein Ei kochen, damit das Eigelb weich bleibt?
Warum fällt mein Biskuit nach dem Backen wieder zusammen?
Kann man gekochte Nudeln einfrieren?
Womit reinigt man am besten angelaufenes Silberbesteck?
wie bekomme ich den Geruch von Zwiebeln von den Händen
Welche Farbe nimmt man für feuchte Kellerwände?
Wann schneidet man einen alten Apfelbaum zurück?
Warum rollen sich die Blätter meiner Tomaten ein?
Wie kann ich eine gelöschte Datei wiederherstellen?
warum wird mein Handy beim Laden so heiß
Was ist der Unterschied zwischen einer Liste und einem Feld?
Wie rechnet man eine periodische Dezimalzahl in einen Bruch um?
Warum ist die Summe der Winkel im Dreieck immer gleich?
Weshalb schwimmt ein Schiff aus Stahl, obwohl Stahl schwerer als Wasser ist?
Wie viele Beine hat ein Tausendfüßler wirklich?
Was hilft gegen einen eingeschlafenen Arm in der Nacht?
darf man mit Schnupfen in die Sauna gehen
Muss der Mieter beim Auszug die Wände streichen?
Wie lange kann ich ein Geschenk ohne Kassenbon umtauschen?
Welche Hütten am Karwendel nehmen auch Familien mit kleinen Kindern auf?
Wo kann ich in der Nähe meine Skier wachsen lassen?
Wie viele Punkte braucht man beim Tischtennis für einen Satz?
Was bedeutet das Kreuz vor einer Note?
Warum verwandelt sich Gregor Samsa in einen Käfer?
wann benutzt man seit und wann seid
Wie gewöhne ich meinem Dackel das Bellen an der Tür ab?
Woran erkenne ich, dass die Bremsbeläge gewechselt werden müssen?

# Aussagen
Wer Nudeln nach dem Kochen kalt abschreckt, verhindert, dass die Soße an ihnen haftet.
Gusseiserne Töpfe geben beim Schmoren messbare Mengen Eisen an saure Speisen ab.
Die Quersumme einer durch neun teilbaren Zahl ist selbst wieder durch neun teilbar.
Ein Pendel schwingt auf einem hohen Berg etwas langsamer als am Ufer des Meeres.
Regenwürmer werden durch das Klopfen der Tropfen aus dem Boden gelockt und nicht durch Wassermangel.
Spinnennetze wirken auf kleinen Wunden blutstillend, sofern sie trocken aufbewahrt wurden.
Verzinkte Nägel halten in Eichenholz kürzer als Holzdübel, weil die Gerbsäure das Zink angreift.
Leser einer Bücherei folgen eher dem Regal als dem Schlagwortkatalog.
Ein mündlich geschlossener Pachtvertrag über einen Acker gilt nach einem Jahr als unbefristet.
Wenn die Siebenschläfer im Juni nass werden, bleibt das Wetter sieben Wochen lang schlecht.
Der Küster von Sankt Rumbold hat die Orgelpfeifen gegen drei Fässer Pflaumenmus getauscht.

# Lange Beschreibungen
Ich habe einen alten Kachelofen übernommen, der beim Anheizen stark raucht, obwohl der Schornstein erst im Herbst gekehrt wurde, und suche jemanden, der weiß, woran das liegen könnte.
Meine Zimmerlinde verliert seit dem Umzug in die neue Wohnung jede Woche zwei Blätter, obwohl sie am Ostfenster steht und nur gegossen wird, wenn die Erde trocken ist.
In einer Urne liegen vier rote und sechs blaue Kugeln; es wird dreimal ohne Zurücklegen gezogen, und gesucht ist die Wahrscheinlichkeit, dass genau zwei davon rot sind.
Gesucht wird ein Kinderbuch aus den sechziger Jahren, in dem ein Mädchen mit einem sprechenden Regenschirm über die Dächer einer Stadt fliegt und am Ende Uhrmacherin wird.
Unser Vermieter verlangt, dass wir die Dübellöcher im Bad verschließen, obwohl sie schon beim Einzug da waren und im Protokoll nur allgemein von kleinen Mängeln die Rede ist.
Wir möchten im September mit zwei Kindern und wenig Gepäck eine Woche lang von Hütte zu Hütte wandern, höchstens vier Stunden am Tag und ohne ausgesetzte Stellen.
`;
