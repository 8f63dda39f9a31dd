PRAGMA application_id = 1131769924;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE adjustment (
	season INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	championship VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	points VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	"after" VARCHAR NOT NULL, 
	PRIMARY KEY (season, position), 
	FOREIGN KEY(season) REFERENCES season (id)
);
INSERT INTO "adjustment" VALUES(1,0,'overall','a','-5/2','{"fr":"Retard","en":"Late"}','');
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('1');
CREATE TABLE decision (
	season INTEGER NOT NULL, 
	round INTEGER NOT NULL, 
	session INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	cars VARCHAR NOT NULL, 
	offence VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	time VARCHAR, 
	article VARCHAR NOT NULL, 
	text VARCHAR, 
	applies_to VARCHAR NOT NULL, 
	path VARCHAR NOT NULL, 
	PRIMARY KEY (season, round, session, position), 
	FOREIGN KEY(season, round, session) REFERENCES session (season, round, position)
);
INSERT INTO "decision" VALUES(1,0,1,0,1,'["2"]','jump-start','issued','2026-10-04T15:02:00+00:00','',NULL,'','[{"state":"issued","at":"2026-10-04T15:02:00+00:00","by":"JD"}]');
INSERT INTO "decision" VALUES(1,0,1,1,2,'["1"]','jump-start','issued',NULL,'',NULL,'','[]');
CREATE TABLE document (
	season INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	session VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	revision INTEGER NOT NULL, 
	posted VARCHAR NOT NULL, 
	copies VARCHAR NOT NULL, 
	"by" VARCHAR NOT NULL, 
	signed VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	pictures VARCHAR NOT NULL, 
	PRIMARY KEY (season, position), 
	FOREIGN KEY(season) REFERENCES season (id)
);
INSERT INTO "document" VALUES(1,0,7,'classification','LEC/R1','provisional',1,'2026-10-04T15:30:00+00:00','[{"language":"fr","title":"Course · Classement provisoire","fingerprint":"0000000000000000000000000000000000000000000000000000000000000000","qr":"CUPDESK1|…","content":"eNqrrgUAAXUA+Q=="}]','JD','[{"role":"clerk","name":"Anne"}]','Appel du n° 2','["eba0d809b5da72bc6fb9f3f6df3f288cdd8342b9504614f628de266e0b647ad7"]');
CREATE TABLE driver (
	season INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	given VARCHAR NOT NULL, 
	surname VARCHAR NOT NULL, 
	nationality VARCHAR NOT NULL, 
	PRIMARY KEY (season, position), 
	FOREIGN KEY(season) REFERENCES season (id)
);
INSERT INTO "driver" VALUES(1,0,'a','Zoë','Łódź','POL');
INSERT INTO "driver" VALUES(1,1,'b','Bo','Ek','');
CREATE TABLE entry (
	season INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	number VARCHAR NOT NULL, 
	drivers VARCHAR NOT NULL, 
	team VARCHAR, 
	category VARCHAR NOT NULL, 
	awards VARCHAR NOT NULL, 
	guest INTEGER NOT NULL, 
	guest_of VARCHAR NOT NULL, 
	manufacturer VARCHAR NOT NULL, 
	rounds VARCHAR NOT NULL, 
	PRIMARY KEY (season, position), 
	FOREIGN KEY(season) REFERENCES season (id)
);
INSERT INTO "entry" VALUES(1,0,'1','["a"]','t','Pro','[]',0,'','','[]');
INSERT INTO "entry" VALUES(1,1,'2','["b"]',NULL,'','[]',0,'','Essai','[]');
CREATE TABLE entry_change (
	season INTEGER NOT NULL, 
	entry INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	round VARCHAR NOT NULL, 
	number VARCHAR, 
	drivers VARCHAR, 
	team VARCHAR, 
	category VARCHAR, 
	awards VARCHAR, 
	guest INTEGER, 
	manufacturer VARCHAR, 
	PRIMARY KEY (season, entry, position), 
	FOREIGN KEY(season, entry) REFERENCES entry (season, position)
);
INSERT INTO "entry_change" VALUES(1,0,0,'LEC','01',NULL,NULL,NULL,NULL,1,NULL);
CREATE TABLE finish (
	season INTEGER NOT NULL, 
	round INTEGER NOT NULL, 
	session INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	number VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	laps INTEGER, 
	laps_down INTEGER, 
	total_ms INTEGER, 
	gap_ms INTEGER, 
	parts_ms VARCHAR NOT NULL, 
	best_ms INTEGER, 
	best_lap INTEGER, 
	second_ms INTEGER, 
	second_lap INTEGER, 
	drivers VARCHAR NOT NULL, 
	led INTEGER, 
	PRIMARY KEY (season, round, session, position), 
	FOREIGN KEY(season, round, session) REFERENCES session (season, round, position)
);
INSERT INTO "finish" VALUES(1,0,1,0,'1','running',16,NULL,1841553,NULL,'[]',NULL,NULL,NULL,NULL,'[]',15);
INSERT INTO "finish" VALUES(1,0,1,1,'2','retired',3,NULL,NULL,170,'[]',NULL,NULL,NULL,NULL,'[]',NULL);
CREATE TABLE honour (
	season INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	year INTEGER NOT NULL, 
	championship VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	none_before INTEGER NOT NULL, 
	PRIMARY KEY (season, position), 
	FOREIGN KEY(season) REFERENCES season (id)
);
INSERT INTO "honour" VALUES(1,0,2025,'overall','a',0);
CREATE TABLE offence (
	season INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	article VARCHAR NOT NULL, 
	text VARCHAR, 
	short VARCHAR NOT NULL, 
	usual VARCHAR NOT NULL, 
	PRIMARY KEY (season, position), 
	FOREIGN KEY(season) REFERENCES season (id)
);
INSERT INTO "offence" VALUES(1,0,'jump-start','{"fr":"Faux départ","en":"Jump start"}','',NULL,'["fd","js"]','[{"kind":"time","ms":5000}]');
CREATE TABLE official (
	season INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	role VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	PRIMARY KEY (season, position), 
	FOREIGN KEY(season) REFERENCES season (id)
);
INSERT INTO "official" VALUES(1,0,'clerk','Anne');
CREATE TABLE picture (
	season INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	digest VARCHAR NOT NULL, 
	content VARCHAR NOT NULL, 
	PRIMARY KEY (season, position), 
	FOREIGN KEY(season) REFERENCES season (id)
);
INSERT INTO "picture" VALUES(1,0,'eba0d809b5da72bc6fb9f3f6df3f288cdd8342b9504614f628de266e0b647ad7','PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9IjAgMCAzMCAxMCI+PHJlY3Qgd2lkdGg9IjMwIiBoZWlnaHQ9IjEwIi8+PC9zdmc+');
CREATE TABLE round (
	season INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	circuit VARCHAR NOT NULL, 
	place VARCHAR NOT NULL, 
	length_m INTEGER, 
	first_day VARCHAR, 
	last_day VARCHAR, 
	drive_through_ms INTEGER, 
	stop_and_go_ms INTEGER, 
	pole_side VARCHAR, 
	PRIMARY KEY (season, position), 
	FOREIGN KEY(season) REFERENCES season (id)
);
INSERT INTO "round" VALUES(1,0,'LEC','{"fr":"Le Castellet","en":"Le Castellet"}','','',3841,'2026-10-02',NULL,NULL,NULL,'right');
CREATE TABLE sanction (
	season INTEGER NOT NULL, 
	round INTEGER NOT NULL, 
	session INTEGER NOT NULL, 
	decision INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	ms INTEGER, 
	count INTEGER, 
	behind VARCHAR, 
	place INTEGER, 
	amount VARCHAR NOT NULL, 
	PRIMARY KEY (season, round, session, decision, position), 
	FOREIGN KEY(season, round, session, decision) REFERENCES decision (season, round, session, position)
);
INSERT INTO "sanction" VALUES(1,0,1,1,0,'time',5000,NULL,NULL,NULL,'');
CREATE TABLE season (
	id INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	cup VARCHAR NOT NULL, 
	year INTEGER NOT NULL, 
	regulations VARCHAR NOT NULL, 
	honours_complete INTEGER NOT NULL, 
	disclaimer VARCHAR, 
	letterhead VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (code)
);
INSERT INTO "season" VALUES(1,'saved-2026','Coupe gardée',2026,'{"name":{"fr":"Gardé","en":"Saved"},"championships":[{"code":"overall","name":{"fr":"Général","en":"Overall"},"scale":["25/2","1/7"]}],"categories":[{"code":"Pro","name":{"fr":"Pro","en":"Pro"}}]}',0,'{"fr":"Essai","en":"Trial"}','{"logo":{"picture":"eba0d809b5da72bc6fb9f3f6df3f288cdd8342b9504614f628de266e0b647ad7","name":"Essai"},"colour":"#0A5C8A","foot":[{"fr":"Permis {cup}","en":"Permit {cup}"}],"paper":"letter","left_out":[{"document":"classification","columns":["speed"]}],"signing":[{"document":"grid","roles":["clerk"]}]}');
CREATE TABLE session (
	season INTEGER NOT NULL, 
	round INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	date VARCHAR, 
	start VARCHAR NOT NULL, 
	planned_laps INTEGER, 
	planned_minutes INTEGER, 
	laps INTEGER, 
	counted_laps INTEGER, 
	track VARCHAR NOT NULL, 
	air_c INTEGER, 
	track_c INTEGER, 
	joint INTEGER NOT NULL, 
	points_factor VARCHAR NOT NULL, 
	cancelled INTEGER NOT NULL, 
	"order" VARCHAR NOT NULL, 
	dead_heats VARCHAR NOT NULL, 
	sets_grids VARCHAR NOT NULL, 
	grid VARCHAR NOT NULL, 
	grid_reason VARCHAR NOT NULL, 
	pole VARCHAR NOT NULL, 
	events VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	revision INTEGER NOT NULL, 
	document INTEGER, 
	posted VARCHAR, 
	reopened VARCHAR NOT NULL, 
	second VARCHAR, 
	PRIMARY KEY (season, round, position), 
	FOREIGN KEY(season, round) REFERENCES round (season, position)
);
INSERT INTO "session" VALUES(1,0,0,'Q','qualifying','{"fr":"Essais","en":"Qualifying"}',NULL,'',NULL,NULL,NULL,NULL,'',NULL,NULL,0,'1',0,'[]','[]','[{"race":"R1"}]','[]','','','[]','unofficial',0,NULL,NULL,'',NULL);
INSERT INTO "session" VALUES(1,0,1,'R1','race','{"fr":"Course","en":"Race"}',NULL,'',NULL,NULL,NULL,NULL,'',NULL,NULL,0,'1/2',0,'["2","1"]','[]','[]','[]','','','[{"fr":"Pluie","en":"Rain"}]','unofficial',0,NULL,NULL,'Appel','{"order":["1","2"],"finishes":[{"number":"2","status":"retired","laps":3}],"by":"MB","settled":1}');
CREATE TABLE step (
	id INTEGER NOT NULL, 
	season INTEGER NOT NULL, 
	at VARCHAR NOT NULL, 
	operator VARCHAR NOT NULL, 
	edits VARCHAR NOT NULL, 
	images VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	takes_back INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(season) REFERENCES season (id)
);
INSERT INTO "step" VALUES(1,1,'2026-11-25T20:34:56.783405+00:00','Anne','[["PlaceCar",{"session":"LEC/R1","number":"2","place":1}],["SetTimes",{"session":"LEC/R1","number":"2","gap_ms":170}],["AddDecision",{"session":"LEC/R1","decision":{"number":2,"cars":["1"],"offence":"jump-start","sanctions":[{"kind":"time","ms":5000}]}}]]','[["session",[1,0,1],{"order":"[\"1\",\"2\"]"},{"order":"[\"2\",\"1\"]"}],["finish",[1,0,1,1],{"gap_ms":null},{"gap_ms":170}],["decision",[1,0,1,1],null,{"number":2,"cars":"[\"1\"]","offence":"jump-start","state":"issued","time":null,"article":"","text":null,"applies_to":"","path":"[]"}],["sanction",[1,0,1,1,0],null,{"kind":"time","ms":5000,"count":null,"behind":null,"place":null,"amount":""}]]','done',NULL);
INSERT INTO "step" VALUES(2,1,'2026-11-25T20:34:56.787137+00:00','Zoë','[["SetStatus",{"session":"LEC/R1","number":"1","status":"dsq"}]]','[["finish",[1,0,1,0],{"status":"running"},{"status":"dsq"}]]','undone',NULL);
CREATE TABLE team (
	season INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	short VARCHAR NOT NULL, 
	nationality VARCHAR NOT NULL, 
	PRIMARY KEY (season, position), 
	FOREIGN KEY(season) REFERENCES season (id)
);
INSERT INTO "team" VALUES(1,0,'t','Équipe d’essai','Essai','FRA');
CREATE INDEX step_by_state ON step (season, state, id);
COMMIT;
