"""The heads of columns that lists of cars and people have everywhere: in pasted blocks and in files of any maker.

What each is called in French, English and the exports of timing systems, folded: no capitals, accents, blanks or signs.
"""

from __future__ import annotations

_SAID: dict[str, str] = {
    "number": "no n nr num numero number car carno carnumber carnr voiture nvoiture startnumber startnr stnr bib racernumber"
    " dossard kart startno",
    "drivers": "driver drivers pilote pilotes name nom noms drivername nompilote competitor concurrent fullname displayname racer"
    " drivernames equipage crew conducteur participant anzeigename",
    "given": "firstname driverfirstname givenname given prenom first prenompilote vorname",
    "surname": "lastname driversecondname secondname surname familyname last nomdefamille driverlastname nachname",
    "nationality": "nat nationality nationalite drivercountry country pays nation driverecmcountryid nationid ioc",
    "team": "team teams equipe ecurie competitorteam teamname entrant club nomequipe mannschaft",
    "category": "class classe category categorie cat classtype racerclass classname klasse clas agegroup agegroup1",
    "awards": "awards award trophees trophee trophy trophies challenge distinction distinctions",
    "guest": "guest invite guests invites invitee horspoints",
    "laps": "laps lap lps tours trs tour nbtours nbtrs nbdetours nbredetours nblaps totallaps lapscompleted nooflaps",
}
HEADS: dict[str, tuple[str, ...]] = {key: tuple(said.split()) for key, said in _SAID.items()}
"""What a column holds → what it is called."""
