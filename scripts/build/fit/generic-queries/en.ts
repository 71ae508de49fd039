// English queries that a given newspaper archive hardly ever answers, one a line, written for this project. They are
// grouped by form, since the share of each form is what makes them look like real queries; `#` opens a comment.
// Longer than a file of code may be: it is a list, and nothing in it depends on anything else in it.

export const ENGLISH = `
# One word
crochet
polynomials
tiramisu
thermostat
conjugation
dachshund
zucchini
haiku
brickwork
eczema
sudoku
gearbox
mnemonics
hydrangea
resin
origami
bobbin
enzymes
ukulele
semaphore
shibboleth
plumber
dewclaw
limescale
pawnshop
trombone
quaternions
macrame
sauerkraut
snorkelling
gerunds
backgammon
stoicism
hamstring
lampshade
recursion
moisturiser
grout
terrarium
fjordling
brisnokel
Quendrith
velmastic
sonnets
carburettor
bookends
isotope
tinnitus
kombucha
scaffolding
tortoises
wordsearch
honeycomb
epistemology
tweezers
dropshipping
syndicalism
suzerainty
histology
lagoons
Orvandia
mercantilism
sextants

# Two or three words
sourdough starter
lemon drizzle cake
slow cooker lentils
how caramelise onions
gluten free pancakes
pickled red cabbage
descale kettle vinegar
remove candle wax
squeaky floorboards
dishwasher not draining
washing machine smell
bleeding radiators
unblock kitchen sink
wallpaper paste ratio
plasterboard fixings
repointing garden wall
mitre joint
router bit sizes
dovetail saw
sharpen chisels
pruning roses
tomato blight
lawn moss killer
bokashi bin
potting up seedlings
greenhouse heater
aphids on beans
dividing hostas
leaf mould compost
raised bed timber
python list comprehension
segmentation fault debugging
git rebase conflict
css grid gap
sql left join
regex lookahead
docker volume permissions
haskell monads
pointer arithmetic
binary search tree
merge sort complexity
excel pivot table
latex footnotes
mechanical keyboard switches
router keeps rebooting
printer paper jam
bluetooth headphones pairing
forgotten tablet passcode
blue screen error
hdmi no signal
eigenvalues of matrices
integration by parts
Pythagorean triples
Fibonacci golden ratio
Bayes theorem example
prime factor tree
standard deviation formula
simultaneous equations worksheet
Euler's identity
topology doughnut joke
moment of inertia
Hooke's law experiment
Snell refraction
Doppler effect sound
terminal velocity
capacitors in series
Kirchhoff's laws
half life calculation
Carnot cycle
buoyancy lab report
molar mass
titration curve
covalent bonds diagram
Le Chatelier principle
flame test colours
esterification of ethanol
chromatography ink
mitosis stages
Punnett square
cell wall function
food chain pond
osmosis potato
earthworm dissection
tree rings dating
sprained ankle
heat rash
wisdom tooth removal
plantar fasciitis stretches
dry cough remedies
ingrown toenail
iron tablets constipation
contact lens irritation
baby teething
snoring mouthpiece
beam deflection table
gear ratio calculator
concrete curing time
hydraulic press seals
arduino stepper motor
soldering iron temperature
pipe thread sizes
welding cast iron
ball bearing noise
worm drive
Dewey decimal numbers
interlibrary loan form
book spine repair
citation style guide
index cards catalogue
thesaurus construction
small claims deposit
boundary hedge dispute
power of attorney
will without witnesses
landlord deposit return
noisy neighbour letter
copyright sheet music
lost passport abroad
hand luggage size
Lisbon tram pass
hiking Dolomites huts
Kyoto temple opening
campervan ferry booking
jet lag children
Norwegian fjord cruise
night train couchette
dentist near me
key cutting
piano tuner
chimney sweep prices
dog groomer appointment
skip hire
library opening hours
swimming lessons adults
tyre fitting
curtain alterations
cheap trainers
linen trousers
mattress reviews
standing desk
cordless drill comparison
voucher code shoes
offside rule explained
cricket fielding positions
darts checkout chart
snooker foul points
badminton serve rules
curling stone weight
chess en passant
Scrabble two letters
cribbage scoring
patience card game
dungeon master tips
crossword clue anagram
guitar chord chart
bass clef notes
violin bow rosin
circle of fifths
Gregorian chant
choir warm ups
sea shanty lyrics
unreliable narrator
Wuthering Heights summary
iambic pentameter
fairy tale motifs
pantomime dame
silent film intertitles
spaghetti westerns
film noir lighting
Norman motte
Hanseatic League
Viking longship
Tudor ruff
Etruscan tombs
Silk Road caravans
Stonehenge bluestones
categorical imperative
trolley problem
Socratic irony
Zeno's paradox
Advent candles
Sufi poetry
rosary beads
Sabbath bread
Zen koans
Spanish subjunctive
German dative case
Mandarin tones
French irregular verbs
Welsh place names
kitten litter training
rabbit hutch bedding
budgie moulting
parrot diet
goldfish bowl cloudy
brake pads squeal
clutch slipping
roof rack
winter tyres
capsule wardrobe
bow tie knot
covering letter template
maternity leave payslip
compound interest
overdraft charges
mackerel sky
Tervolin Marsh
Orsten Pellwick
Lower Quabbleford
Hesmara Dukelow biography
Castle Brannoch-Ildery
velvet thunder arithmetic
feudal tenure
guild apprenticeship contracts
monopsony wage theory
bicameral legislature origins
Vessarian customs union
Quessenburg lamplighters' strike
canal toll revenues
turnpike trusts
Thornby asylum records
municipal gasworks history
Republic of Maldovar
Baltic herring fisheries
colonial postage rates
Carolingian coinage
oasis date farming
glacial moraine types
karst springs
limestone quarry geology
bread rationing posters
tenure of bishops
chartered trading companies
diplomatic precedence rules
Ottoman tax farming
census enumerators' errors
Admiral Corvin Stell
Ludmere seed bank
ship's surgeon diary

# Four to seven words, no sentence
best flour for homemade pasta dough
vegan substitute for egg whites in meringue
freezing cooked rice safely
roast potatoes crispy goose fat
jam not setting what to do
carrot cake icing without cream cheese
cast iron pan seasoning flaxseed oil
blanching almonds at home
quick weeknight noodles with peanut sauce
how long boil duck eggs
removing red wine from wool carpet
whitening yellowed pillows without bleach
mould on bathroom ceiling paint
fold a fitted sheet neatly
getting chewing gum off leather seats
moths in the wardrobe cedar balls
vacuum cleaner lost suction belt
declutter kitchen drawers weekend plan
paint over varnished pine doors
hang heavy mirror on plaster wall
fix dripping mixer tap cartridge
build a window seat with storage
replace broken roof tile yourself
insulate loft hatch draught strip
laying laminate in L-shaped room
shed base paving slabs or gravel
wiring a two way light switch
when to plant garlic cloves
lavender cuttings in late summer
slugs eating hostas coffee grounds
clematis wilting after planting
shade plants for north facing wall
growing chillies from seed on windowsill
apple tree canker treatment
pond plants to stop algae
moving a mature rhododendron
reverse a linked list in place
parse dates with different time zones
undefined is not a function error
center a div vertically flexbox
rust borrow checker lifetime error
remove duplicate rows from spreadsheet
convert png folder to pdf script
regular expression for postal codes
unit testing asynchronous callbacks
memory leak in java hash map
difference between stack and heap
install printer driver on old laptop
email attachments too large to send
recover deleted photos from memory card
phone battery drains overnight standby
turn off predictive text on tablet
camera lens fungus cleaning
e-reader frozen on start screen
error code E24 dishwasher reset
smart bulb not connecting to wifi
proof that root two is irrational
volume of a truncated cone
sum of the first hundred integers
solve quadratic by completing the square
probability of drawing two aces
matrix inverse by row reduction
converge or diverge ratio test
long division with decimals worksheet
angle bisector theorem proof
geometric series real life examples
why sky is blue Rayleigh scattering
pendulum period and length experiment
difference between mass and weight
centre of gravity of irregular shapes
specific heat capacity of copper
angular momentum of spinning top
polarised light and sugar solution
static electricity balloon hair
balancing redox equations in acid
preparation of copper sulphate crystals
why ionic compounds have high melting points
pH indicators from red cabbage
electrolysis of brine products
noble gases uses in lighting
difference between arteries and veins
life cycle of a moss
how chameleons change colour
parts of a flower labelled
woodlice choice chamber results
dominant and recessive traits eye colour
identify mushroom with brown gills
hedgehog in garden in daytime
stretching exercises for lower back pain
home remedies for a blocked nose
normal resting pulse for teenagers
itchy scalp but no dandruff
how to use asthma inhaler spacer
cracked heels cream overnight socks
vitamin b12 deficiency symptoms tongue
recovery time after hernia operation
calluses on hands from weightlifting
torque specs for aluminium bolts
design of helical compression springs
choosing a pump for viscous liquids
tolerance stack in machined parts
ladder logic for conveyor belt
strain gauge bridge circuit
corrosion of galvanised fence posts
reinforcement spacing in footing slabs
calibrating a vernier caliper
subject headings for local history pamphlets
weeding policy for school libraries
storing old maps and prints flat
circulation statistics for branch reading rooms
labels and shelf marks for oversize books
changing name after marriage documents
notice period for lodger
who owns fence between two gardens
appeal a parking ticket private land
faulty sofa refund after six months
inheritance for stepchildren without a will
dog bite liability visitors
licence for selling homemade soap
three days in Ljubljana with toddlers
cheapest way from airport to Oporto centre
packing list for Iceland in March
hostels along the Camino Primitivo
snorkelling spots on Gozo
vegetarian restaurants in Hanoi old quarter
driving in Sicily one way streets
Trans-Siberian cabin second class food
wheelchair friendly walks in Snowdonia
locksmith open on Sunday evening
second hand bookshops with café
where to recycle old paint tins
hourly rate for cleaning lady
sewing classes for beginners near station
bus 47 timetable Saturday Millbrook Lane
opening times of the tip
hire a bouncy castle for school fair
waterproof jacket with pit zips women
best pram for cobbled streets
silent mouse for office large hands
sofa bed with real mattress
extra long shoelaces for boots
comparison of robot lawn mowers small gardens
handball three step rule
length of a water polo quarter
how scoring works in tennis tiebreak
yellow flag meaning in karting
ice hockey icing call explained
handicap calculation for weekend golfers
equipment list for beginner fencing
opening traps in the Sicilian Defence
board games for two without dice
how many cards dealt in canasta
riddle about bridge and lantern
cheats for farm simulator tractor money
speedrun of the lava temple level
fingerpicking pattern for slow ballads
transpose clarinet part to concert pitch
restringing a classical guitar knots
difference between oboe and cor anglais
Baroque ornaments how to play mordent
lullabies from the Hebrides
themes in The Great Gatsby chapter three
rhyme scheme of a villanelle
novels told entirely in letters
who narrates Moby Dick
short stories with twist endings
symbolism of the green knight
characters in A Doll's House
black and white comedy with piano movers
famous long takes in cinema
stop motion lighting for beginners
film where janitor solves equations
daily life in a medieval monastery
what Romans ate for breakfast
causes of the Peasants' Revolt
Phoenician alphabet and trade
clothing of Minoan women
shipbuilding in Venice arsenal
samurai armour parts names
price of bread under Diocletian
difference between deontology and utilitarianism
Hume on induction and habit
ship of Theseus and identity
Stoic exercises for the morning
Wittgenstein beetle in a box
patron saint of lost things
what monks chant at vespers
meaning of the eightfold path
order of books in the Apocrypha
ser and estar with adjectives
Polish plural endings for numbers
learn to roll your r
Japanese counters for flat objects
Latin mottoes about patience
puppy chewing table legs
cat drinking more water than usual
hamster wheel noise at night
introducing second guinea pig
hen stopped laying in autumn
change cabin air filter hatchback
coolant light on after refill
rust bubbles on wheel arch
motorcycle chain lubrication interval
what to wear with mustard skirt
shorten jeans keeping original hem
hairstyles for fine shoulder length hair
thank you note after job interview
retraining as electrician at forty
how to ask for shorter hours
poem about autumn for year four
acrostic poem with the word friendship
volcano model baking soda poster
paying off credit card or saving first
tax code on first payslip wrong
red sky at night meaning
swallows flying low rain saying
mayor of Tervolin Marsh opens footbridge
Professor Aldwin Kestrabel lecture on spoons
Upper Nettingborough parish hall roof appeal
Zorvane Industries dividend Brackenhurst plant
ballad of Perrin Oathcake and the miller
seven purple ladders beneath the grammar
abolition of the salt monopoly in Orvandia
succession crisis in the duchy of Prenn
prime minister of Vessaria visits beet growers
trade of amber along inland rivers
reform of weights and measures by decree
irrigation disputes between upland and lowland villages
role of the treasurer in medieval boroughs
economic effects of repealing window tax
population of the Faroe Islands by parish
climate and soils of the Pannonian plain
treaty of Saltmere on eel fishing rights
mutiny aboard the survey ship Corbellan
foundation of the college of heralds
voting by lot in ancient city councils
languages spoken in the Caucasus valleys
history of lighthouse keepers' wages
drainage of the fens by Dutch engineers
immigration of weavers to the Flemish towns
price elasticity of demand for candles
regulation of apothecaries in the seventeenth century
general Ostrava Bell resigns over harness contract
Kessandra hydro scheme cost overrun inquiry
founder of the Ruthmark savings bank
archive of the Zellingen chamber of commerce
symptoms of lead poisoning in potters
dose response of barley to boron
effect of surface roughness on rolling friction
measurement of infant growth in mountain communities

# Questions
How do I stop pastry from shrinking in the tin?
why does my bread have a gummy crumb
Can you freeze mashed potato with butter in it?
What is the difference between baking powder and baking soda?
how much salt should I put in pasta water
What can I cook with half a celeriac and some bacon?
Is it safe to eat sprouted onions?
How do you get rid of fruit flies in the kitchen without poison?
what is the best way to clean oven glass between the panes
How often should I wash a wool blanket?
Why does the shower go cold when someone opens the tap downstairs?
which drill bit do I need for ceramic tiles
How do I fill a gap between the skirting board and an uneven floor?
Can I put a wood burning stove in a house without a chimney?
What size of screws should I use for decking boards?
do I need to prime new plaster before painting
When should I cut back my raspberry canes?
Why are the leaves of my lemon tree turning yellow?
how deep should tulip bulbs be planted in a pot
What vegetables grow well next to strawberries?
How can I keep foxes from digging up the flower bed?
What does the star mean in front of a function argument?
how do I undo the last commit without losing my changes
Why is my recursive function so slow compared to the loop?
What is the difference between an interface and an abstract class?
how can I sort a dictionary by value
Which data structure should I use for a priority queue?
Why does my laptop fan run all the time even when idle?
How do I move my contacts from one phone to another?
why does the screen flicker when I plug in a second monitor
How can I find the wifi password on a computer already connected?
What is the derivative of x to the power of x?
how many ways can eight rooks be placed on a chessboard
Is every continuous function integrable on a closed interval?
Why is the angle in a semicircle a right angle?
What is the smallest number divisible by every digit?
how do you convert radians to degrees without a calculator
Why does ice float on water when most solids sink?
what happens to the current if you double the resistance
How is the speed of sound measured with two microphones?
Why do astronauts appear weightless although gravity still acts on them?
What keeps a bicycle upright when it is moving?
how do you name branched alkanes
Why does sodium react more violently with water than lithium?
What colour does litmus paper turn in washing up liquid?
How many grams of salt dissolve in a litre of cold water?
why do onions make you cry
What is the difference between a moth and a butterfly?
How do snails reproduce if they are both male and female?
Do plants grow towards music or only towards light?
what is the function of the swim bladder in fish
Which birds can fly backwards?
How long does a bruised rib take to heal?
Should I put heat or ice on a stiff neck?
what does it mean when your eyelid keeps twitching
Can you take ibuprofen and paracetamol on the same day?
How many hours of sleep does a ten year old need?
What causes hiccups and how can I make them stop?
is it normal to feel dizzy after giving blood
How thick should a retaining wall be at its base?
What is the best material for a plain bearing in water?
why do bridges have expansion joints
How do I choose a fuse for a twelve volt circuit?
What is the difference between annealing and tempering?
How should a small archive describe photographs without known makers?
what is the right humidity for storing parchment
How do librarians decide which duplicates to throw away?
Can my neighbour stop me from trimming a hedge that overhangs?
How long do I have to return a coat bought online?
what happens if you lose the original of a will
Do I need a permit to keep four hens in a town?
Can an employer refuse holiday during the summer?
What plug adapter do I need for South Africa?
how long does it take to walk around Lake Bohinj
Is it worth buying a museum pass for two days in Florence?
Which side of the train has the better view to Bergen?
Can I take a sealed jar of honey in my hand luggage?
where can I get passport photos taken on a Sunday
Is there a cobbler near the market square who repairs sandals?
What day are the garden waste bins emptied in Elmsgate?
How much should I pay for a good frying pan?
which running shoes are best for flat feet and wide toes
Are refurbished phones worth the money?
How many players are on a lacrosse team?
what happens if the ball hits the net on a serve in volleyball
Can a goalkeeper score directly from a goal kick?
Why do bowlers shine only one side of the ball?
how do you castle in chess when the rook is attacked
What beats a full house in poker?
How do I beat the clockwork dragon in the third dungeon?
what is the quickest way to learn barre chords
Why are there only twelve notes in an octave?
How do I read music for the left hand?
Who wrote the words to the hymn about the wild goose?
What is the difference between a metaphor and a simile?
why does Hamlet delay his revenge
Which novel begins with a clock striking thirteen?
Who is the narrator in Rebecca and why has she no name?
what was the first film with synchronised sound
How did they film the chariot race in the old epic?
Which film has a talking badger and a lighthouse keeper?
What did sailors in the age of sail eat on long voyages?
how did people tell the time at night before clocks
Why did the Bronze Age palaces of Crete fall?
Who was the queen of the Iceni and what did she do?
How tall was the lighthouse of Alexandria?
what did Aristotle mean by the golden mean
Can a machine that follows rules ever understand Chinese?
Is it ever right to lie to a friend?
Why do Orthodox churches celebrate Easter on a different date?
what is the difference between a psalm and a hymn
What do the strings on a prayer shawl stand for?
When do you use whom instead of who?
how do you say see you the day after tomorrow in Dutch
Why do some German nouns change gender in compounds?
What is the quickest way to learn the Cyrillic alphabet?
How do I stop my terrier from pulling on the lead?
why does my cat sleep on my laundry
Can rabbits eat dandelion leaves every day?
How often should the timing belt be changed?
what does a flashing orange engine light mean
Is it cheaper to lease a van or buy one second hand?
Which colours suit people with freckles and auburn hair?
how do I wear a silk scarf without looking like a pilot
What should I say when they ask about my weaknesses?
How much money should I keep for emergencies?
what is the difference between gross and net pay
Can you really tell the temperature from the chirping of crickets?
Who founded the observatory at Quillmere Tor?
how did Dame Ottoline Varnshaw lose the Hexley regatta
When does the museum of buttons in Prasselbeck open?
Why did the government of Orvandia move its capital inland?
What powers did the doge have over the great council?
how many members sit in the upper house of Vessaria
Who succeeded Tamsin Orrel as director of the Ludmere botanic trust?
What led to the decline of the wool ports?
Which rivers form the border between Prenn and Maldovar?
why was the bishopric of Hallgarde abolished
What were the terms of the Saltmere treaty on eel fishing?
How did the telegraph change the way grain merchants worked?
When was the last stage coach service withdrawn?
What is the main export of the Kessandra valley?
how are judges chosen in the canton of Wiltz
What is the average depth of the Sea of Azov?
Which explorer first mapped the Ombrel delta?
What percentage of oak seedlings survive their first winter?
Does vitamin K given to hens change the thickness of their eggshells?
which cells line the inside of the tear ducts

# Statements and claims
Adding a pinch of salt to coffee grounds reduces the bitterness of the brew.
Wooden chopping boards hold fewer living bacteria after drying than plastic boards with deep knife scars.
Talking to houseplants every day makes them grow taller than plants kept in silence.
Crop rotation with clover raises the yield of the barley that follows it.
Every even number greater than two that has been tested is the sum of two primes.
The set of points where a continuous function vanishes is closed.
Hash tables give constant time look-up on average but degrade to linear time when all keys collide.
Programs written in languages with static types contain fewer defects per thousand lines.
The period of a simple pendulum does not depend on the mass of its bob.
Warm water freezes faster than cold water under certain conditions in a domestic freezer.
A copper wire of twice the diameter has a quarter of the resistance for the same length.
Adding a catalyst lowers the activation energy without shifting the position of the equilibrium.
Aspirin crystals decompose slowly into salicylic acid when they are stored in a humid bathroom cabinet.
Magpies hide shiny objects less often than plain ones in controlled experiments.
Earthworm density in pasture rises with soil moisture and falls with the depth of tillage.
Lichens on the north side of oak trunks grow more slowly than those on the south side.
Expression of the gene in root hair cells is suppressed by high concentrations of phosphate.
Daily stretching of the calf muscles does not shorten the recovery from heel pain.
Chewing gum after abdominal surgery leads to an earlier return of bowel movements.
Children who wear glasses all day adapt to them sooner than those who wear them only for reading.
Zinc lozenges shorten the common cold by about a day when they are taken early.
Reading in dim light does permanent damage to the eyesight of children.
Fatigue cracks in welded joints start at the toe of the weld rather than in the base metal.
Lubricating oil of higher viscosity reduces wear in slow worm gears but raises the losses at start.
Timber beams loaded for ten years carry less than beams loaded for ten minutes.
Catalogue users rarely look beyond the first screen of entries and seldom reword their question.
Books borrowed once in their first five years are unlikely to be borrowed again in the next ten.
A verbal contract for the sale of a horse is binding if both sides admit to it.
A tenant may repaint the walls if they are returned to the original colour at the end of the lease.
The night ferry to the northern isles carries more sheep than passengers in October.
Cheap umbrellas survive as many storms as expensive ones of the same diameter.
A player who touches a piece in chess must move it if a legal move exists.
Goalkeepers who stay in the middle save more penalties than those who dive to a side.
Learning to play an instrument in old age improves short-term memory for numbers.
The tritone was never actually forbidden in the church music of the Middle Ages.
Shakespeare used more different words in his comedies than in his histories.
The first edition of the novel was printed without its final chapter because of a binder's mistake.
Colour film of the time rendered shadows green unless the set was lit from three sides.
Roman concrete in harbour walls grows stronger as sea water passes through it.
Medieval peasants had more days of rest in a year than factory hands in later centuries.
Knowledge is justified true belief except in cases where the justification is right only by luck.
The parable of the mustard seed is told in three of the four gospels.
Learners who study vocabulary just before sleep forget less of it within a week.
Finnish has fifteen grammatical cases and no grammatical gender.
Neutered tomcats roam less far from home but hunt as many mice.
Parrots that live alone pluck their feathers more often than parrots kept in pairs.
Cars with worn shock absorbers need several metres more to stop on a wet road.
Cotton shirts dried in the shade keep their colour longer than shirts dried in the sun.
Applicants who send their papers on a Monday are invited to interviews more often.
Paying a mortgage every fortnight instead of every month shortens it by several years.
If it rains on the feast of Saint Swithin it will rain for forty days more.
The bells of Drumhallow Abbey were cast in Ilverstead and lost when the barge sank off Cawper Point.
Three left-handed accountants taught the marmalade to whistle before the staircase could object.
The central bank of Vessaria has never issued a note worth less than five crowns.
Provinces with more canals collected higher taxes per head during the eighteenth century.
Members of the Hallgarde assembly may not speak twice on the same bill without the marshal's consent.
The minister for fisheries of Maldovar stepped down after the herring ledger was found to be forged.
Inhibition of the enzyme in salivary glands lowers the calcium content of tooth enamel in young rats.
Villages founded on river terraces grew more slowly than those founded at crossroads.
Heat transfer through a corrugated partition increases with the amplitude of the corrugation up to a limit.

# Long descriptions
I bought a second hand bread machine without a manual and the loaf always collapses in the middle even with fresh yeast.
Looking for advice on stripping several layers of old gloss paint from the spindles of a Victorian staircase without raising too much dust.
My three year old wisteria grows enormous green shoots every summer but has never produced a single flower in spite of regular feeding.
I am writing a small program that reads temperatures from a sensor every minute and draws a curve in the browser, but after a day the page becomes slow and finally stops responding.
After the last update my wireless earphones connect to the tablet but no sound comes out until I pair them again.
Exercise on conditional probability: a box holds five white and seven black balls, two are drawn without putting them back, and you have to find the chance that the second one is white.
Derive the equation of motion of a ladder that slides down a smooth wall and find the angle at which its upper end loses contact with it.
Students should prepare a dilute solution of an unknown weak acid, titrate it with sodium hydroxide, plot the curve by hand and use the half equivalence point to estimate its dissociation constant.
We examined the feeding habits of two species of freshwater snail in shaded and open ponds and compared the width of their radula teeth with the kinds of algae found in their guts.
I have had a dull ache below my left shoulder blade for two weeks, mostly after sitting at the desk, and would like to know which exercises help and when a doctor should look at it.
A method is described for finding the stiffness of a rubber mounting under small vibrations from the decay of free oscillation, together with the errors that arise when the damping is not viscous.
What is wanted is an account of how small public libraries arrange their shelves for browsing, with figures on how readers find their way and whether coloured labels on the spines make any difference.
Our landlord wants to keep the whole deposit because of scratches on a wooden floor that were already there when we moved in, but nobody took photographs and the handover sheet is missing.
We are a family of five with a dog and want to travel by train from Ghent to the Slovenian coast in ten days.
I need a lightweight tent for two tall people that can be put up alone in strong wind, packs down small enough for a bicycle pannier and does not cost more than a month's rent.
In our village tournament the ball struck the umpire's chair before it bounced, the receiver stopped playing, and we could not agree whether the point should be replayed or given to the server.
I am trying to remember a children's book from the seventies about a boy who finds a door behind the coal shed and meets a clockmaker who has forgotten how to tell the time.
Looking for a slow piece for string quartet, probably Scandinavian, which opens with a long note on the viola alone and was played at the end of a radio programme about lighthouses.
Essay plan: compare the way two nineteenth century novels of your choice use weather to mirror the feelings of the main character.
An elderly relative left me a box of letters in an old German script from a miller's family near the Baltic, and I would like to learn how to read the handwriting without taking a course.
Discuss whether a person who has lost all memory of a promise is still bound by it, with examples of your own.
Our eleven year old spaniel has begun to bark at the empty hallway every evening at about the same hour, and the vet found nothing wrong with her ears, her eyes or her teeth.
The engine of my old estate car starts well when cold but refuses to turn over when warm for at least half an hour.
I have worked as a nurse for twelve years and want to move into teaching crafts, but I do not know how to explain the change in a letter or which certificates I would need.
Should I put a small inheritance into paying off the student loan, into a savings account that I can not touch for five years, or into new windows that would lower the heating bill?
The chronicle of Saint Wendrith relates that the ferryman of Oxlade Fen carried the abbot's nine geese across the flood at Candlemas and was paid in candles, a debt which his grandsons still disputed.
An account is sought of the negotiations by which the free towns of the Prenn valley gave up their own tolls and mints, and of the part played in them by the bishop's chancellor.
Describe the administration of a large monastic estate, its officers and its courts, and explain how the rents in kind were turned into money before there were any banks in the region.
The survey asked twelve hundred households in upland parishes how far they walked for water, who carried it and what was done in dry years, and compared the answers with the rainfall records.
Information is wanted on the engineer Halvard Quist, who designed the cable ferry at Ombrel and is said to have advised the Orvandian ministry of works on the drainage of the capital.
`;
