"""Classes of English words that the rules share."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


DETERMINERS = _set(
    "the a an neither either this that these those its his her their our my your some any no every each both all"
    " several many most one two three four another other such"
)
POSSESSIVES = _set("its his her their our my your")
PRONOUNS = _set("he she it they we i you who one")
AUXILIARIES = _set(
    "has have had having is are was were be been being am do does did will would shall should can could may might must"
    " cannot ca wo not n't ’t 't ’s 's ’ve 've ’d 'd ’ll 'll ’re 're never"
)
MODALS = _set("will would shall should can could may might must cannot ’ll 'll wo ca")
ADVERBS = _set(
    "itself himself herself themselves also again still then too now once twice soon often later earlier"
    " yesterday today tonight tomorrow therefore thus"
    " however meanwhile nonetheless nevertheless further even just only instead already always ever never simply"
    " merely rather quite so far yet likewise separately afterwards afterward since long loudly in-turn consistently"
    " back forward together alone indeed moreover furthermore otherwise duly sometimes recently lately first"
)
PREPOSITIONS = _set(
    "of in on at by for from to with without about against over under after before during until till since between"
    " among amid into onto upon through throughout across along toward towards near off outside inside beyond despite"
    " behind within above below around like unlike via per regarding concerning as following including alongside"
)
SUBORDINATORS = _set(
    "that while whereas although though because if unless when whenever where wherever whether as since"
    " until till after"
    " before once so which who whom whose what how why lest than"
)
COORDINATORS = _set("and but or nor yet then")
#: irregular past forms and frequent bare verbs
IRREGULAR = _set(
    "went came took gave made knew held kept left lost met paid put ran rose saw sent sold spent stood told understood"
    " won wrote began became broke brought built chose drew fell felt found fought got grew led lay let meant cut set"
    " shut spoke want need seem remain belong depend exist matter come go make take give know see lie stand"
)
WEEKDAYS = _set("monday tuesday wednesday thursday friday saturday sunday")
MONTHS = _set(
    "january february march april may june july august september october november december jan feb mar"
    " apr jun jul aug sep sept oct nov dec"
)
TIME_NOUNS = _set(
    "week month year day night morning evening afternoon time moment weekend spring summer autumn winter"
    " fall decade hour hours days weeks months years"
)

#: people and bodies that can speak for a government or organisation; the head of such a noun phrase
OFFICIAL = _set(
    "minister ministers ministry ministries president presidents vice-president premier premiers"
    " chancellor monarch king"
    " queen prince emir sultan spokesman spokeswoman spokesperson spokespeople spokespersons spokesmen ambassador"
    " ambassadors envoy envoys diplomat diplomats official officials government governments embassy embassies"
    " consulate consul delegation delegations delegate delegates negotiator negotiators secretary secretaries"
    " undersecretary cabinet cabinets leadership leader leaders administration authorities authority representative"
    " representatives parliament navy army military forces force coastguard guard guards police commander commanders"
    " general admiral chief chiefs commissioner commissioners director director-general governor state statesman"
    " agency department office bureau directorate side sides party parties country countries capital capitals nation"
    " nations kremlin commission council committee mission attaché legation foreign-ministry treasury bloc alliance"
    " union organisation organization movement front presidency chair chairman chairwoman chairperson head statement"
    " communique communiqué note declaration briefing remarks counterpart counterparts lawmakers senate assembly"
    " congress duma diet man woman commissioner mediator rapporteur task-force taskforce command headquarters team"
    " document message post release text speech letter agent counsel body bodies watchdog junta camp palace"
    " paper heads chargé affaires fleet flotilla secretariat presidency"
    " directorate command battalion report colleague colleagues adviser advisers advisor advisors aide aides officer"
    " officers colonel attorney-general attorney chairpersons co-chair vice-minister vice-premier deputy-minister"
    " chargé-d’affaires plenipotentiary high-commissioner commandant strategist press-secretary readout commentary"
    " prosecutor prosecutors prosecution"
    " wing constitution gendarmerie marshal prefect host hosts under-secretary-general participants"
    " high-representative undersecretary-general"
)
#: how an orator calls officials of other countries
FRIENDS = _set("friends friend neighbours neighbors neighbour neighbor partners colleagues colleague brothers")
#: documents through which a government or organisation speaks
DOCUMENTS = _set(
    "statement communique communiqué note declaration remarks message post release text speech letter briefing"
    " document resolution report website memorandum phrasing draft letters notes documents readout commentary"
    " constitution"
)
#: people and bodies whose words are not a party's
OTHERS = _set(
    "partners backbencher backbenchers lawmaker lawmakers mp mps senator senators congressman congresswoman"
    " deputies analyst analysts observer observers expert experts scholar scholars historian historians professor"
    " lecturer"
    " economist economists researcher researchers commentator commentators journalist journalists reporter reporters"
    " editor editors newspaper newspapers paper papers daily broadcaster television media press agency-report columnist"
    " columnists resident residents islander islanders villager villagers fisherman fishermen fishers shopkeeper"
    " shopkeepers farmer farmers trader traders exporter exporters importer importers merchant businessman company"
    " companies firm firms corporation insurer insurers bank banks operator operators owner owners industry union"
    " unions cooperative co-operative association campaigners campaigner activist activists protester protesters"
    " opposition critics critic supporters lawyer lawyers veteran veterans survivor survivors refugee refugees teacher"
    " teachers student students glaciologist geologist scientist scientists agronomist engineer engineers doctor"
    " doctors driver drivers pilot pilots captain captains sailor sailors crew worker workers warden witness witnesses"
    " relatives family families woman women man men people person negotiator-turned priest monk imam bishop"
    " pensioner retiree hotelier tourist tourists poll polls survey study studies think-tank institute university"
    " pundits lawmaker-opposition groups group ngo ngos charity charities diplomats-retired voters public locals"
    " local neighbours neighbor neighbors crowd crowds chamber investors investor market markets generation sources"
    " widow guide shipowner shipowners brokers broker chandler chandlers skipper skippers harbourmaster author authors"
    " headmaster headmistress schoolteacher clerk contractor contractors guild"
    " manufacturer manufacturers producer producers airline airlines refiner refiners retailer retailers haulier"
    " hauliers haulers grower growers shipper shippers supplier suppliers carmaker carmakers"
    " biologist biologists geographer hydrologist ecologist oceanographer"
    " anthropologist sociologist meteorologist"
    " archaeologist linguist cartographer surveyor baker butcher carpenter beekeeper innkeeper novelist"
    " photographer translator waiter barber taxi-driver cook nurse grandmother grandfather mother father"
)
#: bodies and things among these: "he" and "she" never mean one
BODIES = _set(
    "paper papers newspaper newspapers daily broadcaster television media press agency-report company"
    " companies firm firms"
    " corporation insurer bank union unions industry cooperative co-operative association opposition family crew people"
    " poll polls survey study studies think-tank institute university group groups ngo charity public market markets"
    " generation chamber crowd operator generation pilot local"
)
#: news agencies and papers besides those whose name says so
OUTLETS = _set(
    "kyodo jiji tass interfax ria reuters afp ap dpa xinhua nhk bbc cnn yonhap anadolu efe ansa bloomberg izvestia"
    " kommersant vedomosti rt sputnik asahi yomiuri mainichi nikkei sankei guardian aljazeera al-jazeera cctv rossiya"
    " lenta rbc axios politico"
)
TITLES = _set(
    "president premier minister secretary spokesman spokeswoman spokesperson ambassador envoy chancellor king queen"
    " prince princess emir sultan sheikh sir lord lady mr mrs ms dr prof professor gen general admiral adm lt col"
    " colonel captain capt commander sen senator rep representative deputy prime foreign chief vice governor mayor"
    " commissioner director chairman chairwoman judge justice pope archbishop bishop rabbi ayatollah"
    " undersecretary under-secretary director-general secretary-general press lead senior special acting former"
    " defence defense interior finance trade transport energy agriculture fisheries economy justice health water"
    " resources cabinet state permanent first congressman congresswoman comrade vice-president vice-minister"
    " commodore brigadier major marshal sergeant lieutenant vice-admiral speaker attorney counsellor"
    " negotiator diplomat coordinator mufti monsignor baroness dame adviser advisor aide officer vice-premier"
    " chairperson high under-secretary-general assistant chair"
)
HONORIFICS = _set(
    "mullah sheikh dato dato' dato’ datuk tun haji sayyid sri"
    " mr mrs ms miss sir madam dame lord lady dr h.e. hon señor señora monsieur madame herr frau"
)
FEMALE = _set(
    "mrs ms miss madam dame lady queen princess spokeswoman chairwoman congresswoman woman businesswoman"
    " she her baroness"
)
MALE = _set("mr sir lord king prince spokesman chairman congressman man businessman he his")


def adverb(low: str) -> bool:
    """Whether a word reads as an adverb."""
    return low in ADVERBS or (low.endswith("ly") and len(low) > 4 and low not in _NOT_ADVERBS)


_NOT_ADVERBS = _set("italy july ally family assembly rely reply supply apply imply anomaly monopoly early")
