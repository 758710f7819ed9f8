-- What the database holds besides the tables of the contract: the lists of their cells, one row an item, and the relation types.
-- Made before rows come in; views.sql and fulltext.sql follow when all are there.

CREATE TABLE relation_types (
    relation_type TEXT PRIMARY KEY NOT NULL,
    family TEXT NOT NULL,
    kind TEXT NOT NULL,            -- act: what events tell; state: what follows from them (relations alone)
    symmetric INTEGER NOT NULL,    -- 1: between equals, none of whom is source or target
    plover TEXT,
    cameo TEXT,
    definition TEXT NOT NULL
);

-- Which acts begin and end which state.
CREATE TABLE state_changes (
    state TEXT NOT NULL REFERENCES relation_types (relation_type),
    relation_type TEXT NOT NULL,
    change TEXT NOT NULL,          -- starts, ends, holds
    PRIMARY KEY (state, relation_type, change)
);

-- Who takes part in an event: the items of sources, source_ids, source_parties, source_how, and of the targets.
CREATE TABLE participants (
    event_id TEXT NOT NULL REFERENCES events (event_id),
    side TEXT NOT NULL,            -- source, target
    position INTEGER NOT NULL,     -- place in the list, from 0
    words TEXT,
    actor_id TEXT REFERENCES actors (actor_id),
    party_id TEXT REFERENCES actors (actor_id),
    how TEXT,
    partner INTEGER NOT NULL,      -- 1: stands opposite the others of the side (see partners of events)
    PRIMARY KEY (event_id, side, position)
) WITHOUT ROWID;

-- The events behind a relation: the items of event_ids.
CREATE TABLE relation_events (
    relation_id TEXT NOT NULL REFERENCES relations (relation_id),
    event_id TEXT NOT NULL REFERENCES events (event_id),
    PRIMARY KEY (relation_id, event_id)
) WITHOUT ROWID;

-- Pairs of parties of an event that relations and dyads leave out, since it is not sure enough of them (see the option relations).
CREATE TABLE unsure_pairs (
    event_id TEXT NOT NULL REFERENCES events (event_id),
    source_party TEXT NOT NULL,    -- of a type without direction the two in the order of their codes
    target_party TEXT NOT NULL,
    PRIMARY KEY (event_id, source_party, target_party)
) WITHOUT ROWID;
