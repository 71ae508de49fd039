// French queries that a given newspaper archive hardly ever answers, one a line, written for this project and grouped
// by form as the English ones are; `#` opens a comment.

export const FRENCH = `
# Un mot
blanquette
plinthe
pucerons
dérivée
orthophoniste
solfège
embrayage
pétanque
perruche
alexandrin
broncelouve

# Deux ou trois mots
pâte brisée maison
ratatouille au four
soufflé qui retombe
crêpes sans lait
confiture de coings
déboucher un évier
détartrer cafetière
taches de gras
givre congélateur
peindre du carrelage
poser du lambris
cheville placo
tailler la glycine
bouturer un géranium
mildiou tomates
compost qui sent
imprimante hors ligne
code wifi oublié
boucle infinie javascript
fusionner deux tableaux
théorème de Thalès
identités remarquables
suites arithmétiques
loi de Snell
masse volumique huile
nomenclature des alcanes
tableau de mendeleïev
schéma cellule végétale
tendinite du coude
piqûre de guêpe
soudure à l'arc
calcul de poutre
cote de bibliothèque
préavis location meublée
servitude de passage
sentier des douaniers
auberge Ardèche chien
serrurier dimanche
chaussures de randonnée
règles du tarot
accords de mandoline
rime embrassée
Bel-Ormoy-les-Tuiles

# Quatre à sept mots
recette de gratin dauphinois sans fromage
mousse au chocolat avec aquafaba
temps de cuisson d'un rôti de veau
remplacer la crème fraîche dans une quiche
conserver des herbes fraîches au congélateur
tache de vin sur une nappe
nettoyer une plaque à induction rayée
odeur d'humidité dans une armoire ancienne
fabriquer une étagère avec des palettes
changer le joint d'une chasse d'eau
isoler une porte d'entrée contre les courants
enduit qui craquelle au plafond
planter des bulbes de tulipes en pot
taille des framboisiers remontants en hiver
limaces dans les salades remède naturel
feuilles jaunes sur un citronnier
trier un dictionnaire par valeurs en python
récupérer des photos effacées sur une carte
ordinateur portable qui chauffe sans raison
télécommande universelle code téléviseur ancien
volume d'un cône exercice corrigé quatrième
démontrer que racine de deux est irrationnelle
résoudre une équation du second degré
expérience de la bougie sous un verre
différence entre poids et masse
dosage du vinaigre par la soude
respiration des plantes pendant la nuit
reconnaître les champignons à lames blanches
exercices pour soulager le nerf sciatique
remède de grand-mère contre le hoquet
couple de serrage boulons de roue
classement des périodiques en bibliothèque rurale
modèle de lettre résiliation salle de sport
trois jours à Porto avec des enfants
gîte avec piscine près de Sarlat
règle du hors-jeu au rugby
partition facile pour flûte et piano
figures de style dans les Contemplations
film muet avec une horloge géante
vie quotidienne dans une abbaye cistercienne
accord du participe passé avec avoir
le maire de Trézignoux bénit la brouette

# Questions
Pourquoi mes macarons se fendent-ils à la cuisson ?
Comment savoir si un melon est mûr sans le couper ?
combien de temps se garde une soupe au frigo
Peut-on remplacer la levure chimique par du bicarbonate ?
Comment enlever la cire de bougie sur une table en bois ?
Quelle colle utiliser pour réparer une assiette en faïence ?
Pourquoi le disjoncteur saute-t-il quand j'allume le four ?
À quel moment faut-il tailler les lauriers roses ?
pourquoi mon basilic meurt toujours au bout d'une semaine
Comment transférer mes contacts sur un nouveau téléphone ?
Quelle est la différence entre une pile et une file ?
Comment calcule-t-on l'aire d'un losange ?
Pourquoi zéro factorielle est-il égal à un ?
Pourquoi le ciel devient-il rouge au coucher du soleil ?
Que se passe-t-il quand on mélange du vinaigre et du calcaire ?
combien de temps vit une coccinelle en moyenne
Pourquoi a-t-on des fourmis dans les jambes ?
Peut-on prendre deux antihistaminiques le même jour ?
Qui doit payer l'élagage d'un arbre qui dépasse chez le voisin ?
Quel est le délai pour rendre un achat fait en ligne ?
Où peut-on faire réparer une fermeture éclair à petit prix ?
Combien de joueurs y a-t-il dans une équipe de volley ?
comment accorder une guitare sans accordeur
Pourquoi Meursault ne pleure-t-il pas à l'enterrement de sa mère ?
Quand met-on un s à leur devant un nom ?
Comment apprendre à un chiot à ne plus mordiller les mains ?
À quoi sert le voyant orange en forme de pneu ?

# Affirmations
Une pincée de sel dans l'eau froide ne fait pas monter les blancs en neige plus vite.
Les couteaux en céramique gardent leur tranchant plus longtemps mais cassent au moindre choc.
La somme des premiers nombres impairs est toujours un carré parfait.
Un glaçon d'eau salée fond plus vite qu'un glaçon d'eau pure de même taille.
Les abeilles distinguent le bleu du vert mais confondent le rouge avec le noir.
Boire du thé pendant le repas diminue l'absorption du fer contenu dans les légumes.
Une poutre en chêne sèche se fend davantage quand le bois a été abattu au printemps.
Les lecteurs d'une petite bibliothèque empruntent surtout les livres posés à hauteur des yeux.
Un testament écrit à la main est valable même s'il n'a pas été déposé chez un notaire.
Quand les hirondelles volent bas, la pluie tombe dans les trois heures qui suivent.
Le sonneur de Saint-Evrou a échangé la cloche contre douze paniers de prunes bleues.

# Longues descriptions
Je cherche à restaurer une vieille commode en noyer dont le placage se soulève sur les côtés, mais je ne sais pas quelle colle employer ni comment serrer des surfaces aussi courbes.
Mon figuier planté en pleine terre il y a quatre ans donne beaucoup de feuilles et de petits fruits verts qui tombent tous avant la fin du mois d'août sans mûrir.
Dans une classe de trente élèves, douze étudient l'allemand, quinze l'espagnol et cinq les deux langues ; on demande la probabilité qu'un élève choisi au hasard n'étudie aucune des deux.
Je voudrais retrouver un roman pour la jeunesse lu dans les années quatre-vingt, où deux cousins découvrent sous un moulin une carte qui change de forme à chaque pleine lune.
Notre chatte de dix ans refuse depuis un mois de monter l'escalier, mange pourtant normalement, et le vétérinaire n'a rien trouvé d'anormal ni aux hanches ni aux griffes.
Nous partons à six dans le Queyras avec une tente et deux ânes, et nous cherchons un itinéraire de cinq jours sans passage dangereux, avec de l'eau potable chaque soir.
`;
