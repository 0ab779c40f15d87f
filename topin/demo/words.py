"""What the people of the demo are called and write about."""

FIRST_NAMES = """Amara Anton Aylin Bela Bruno Camila Chidi Clara Dario Dilan Edda Elif Emeka Enzo Farah Finn Freya Gita
Goran Hana Hugo Ida Ilir Imani Ines Ivo Jana Jonas Kaan Kaia Kenji Lale Lars Lina Luca Mads Maja Malik Mara Mateo Mila
Nadia Nils Noor Nuno Olga Omar Pablo Petra Priya Rafa Rana Rosa Samir Selma Sofia Tarek Tilda Tomas Vera Wim Yara Yuki
Zola""".split()

LAST_NAMES = """Abara Almeida Andersen Aydin Baker Barros Berg Bianchi Bloom Brandt Castro Cohen Costa Dahl Demir Diaz
Dubois Eriksen Faber Farkas Ferri Fischer Flores Fontana Garcia Gruber Haddad Hansen Horvat Ivanov Jansen Jensen Kaya
Keller Khan Kimura Kovac Kruger Larsen Lemaire Lindgren Lopez Marino Mehta Meyer Moreau Nakata Novak Nowak Okafor Olsen
Ortega Pereira Petrov Ramos Rossi Sato Schmid Silva Soler Tanaka Vogel Weber Yilmaz""".split()

BIOS = [
    "Bread, bicycles and long walks.",
    "Photographs of ordinary streets.",
    "Teaches maths, learns the cello.",
    "Gardener on a fourth-floor balcony.",
    "Night trains, slow travel, strong coffee.",
    "Keeps bees. Ask me about swarms.",
    "Goalkeeper on Sundays, nurse the rest of the week.",
    "Draws maps of places that do not exist.",
    "Cooking my grandmother's recipes, one a week.",
    "Runs before sunrise. Complains about it afterwards.",
    "Repairs old radios.",
    "Two cats, one sewing machine.",
    "Architect of small houses.",
    "Collects field recordings.",
    "Sea swimmer, all year round.",
    "Writes short stories, mostly unfinished.",
    "Father of three, sleeper of none.",
    "Plants, prints, pottery.",
    "Climbs on weekends, codes on weekdays.",
    "",
]

OPENINGS = [
    "Finally finished",
    "Spent the whole morning with",
    "I cannot stop thinking about",
    "Small victory:",
    "Does anybody else love",
    "Today I learned a lot from",
    "Three years ago I gave up on",
    "My neighbour talked me into",
    "Rainy day, so here is",
    "Unpopular opinion about",
    "A first look at",
    "Nobody warned me about",
    "Trying again with",
    "The best part of this week was",
    "A short thread on",
    "Half past five and already busy with",
]

SUBJECTS = [
    "the sourdough that refused to rise #baking",
    "the night train to the coast #travel",
    "a second-hand film camera #photography",
    "the tomato plants on the balcony #garden",
    "the new climbing route behind the quarry #climbing",
    "my grandmother's dumplings #cooking",
    "the half marathon along the river #running",
    "a chair I rescued from the street #repair",
    "the choir rehearsal in the old station #music",
    "a quilt made of worn-out shirts #sewing",
    "the tide pools at low water #sea",
    "a book I found on a park bench #reading",
    "the beehive by the orchard #bees",
    "the bicycle with no two matching parts #cycling",
    "a radio from 1962 that still works #repair",
    "the ceramics class on Thursdays #pottery",
    "the stars above the reservoir #nightsky",
    "the market before it opens #city",
    "a map of every bench in town #city",
    "the cat that moved in by itself #cats",
    "an allotment full of slugs #garden",
    "the first frost on the roofs #winter",
    "my students' bridge made of spaghetti #teaching",
    "the ferry that never leaves on time #travel",
]

ENDINGS = [
    "and it was worth every minute.",
    "and I would do it again tomorrow.",
    "– photos follow when there is light.",
    "but ask me again next week.",
    "with more patience than skill.",
    "because somebody has to.",
    "and now my hands hurt.",
    "thanks to everyone who helped!",
    "so bring a thermos.",
    "and yes, there was cake.",
    "which took longer than planned.",
    "and the dog approves.",
]
