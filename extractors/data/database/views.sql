-- Plain SQL, so that DuckDB reads these views too. A year is the number before month and day: -43 of -0043-03-15.

-- Every event with its date, the oldest first; those without a date at the end.
CREATE VIEW timeline AS
SELECT
    CAST(substr(coalesce(e.date_start, e.date_end), 1, length(coalesce(e.date_start, e.date_end)) - 6) AS INTEGER) AS year,
    e.date_edtf, e.date_start, e.date_end, e.source_parties, e.relation_type, e.target_parties,
    e.polarity, e.modality, e.confidence, e.quote, d.title AS document, e.doc_id, e.event_id
FROM events e
JOIN documents d ON d.doc_id = e.doc_id
ORDER BY
    coalesce(e.date_start, e.date_end) IS NULL,
    CAST(substr(coalesce(e.date_start, e.date_end), 1, length(coalesce(e.date_start, e.date_end)) - 6) AS INTEGER),
    substr(coalesce(e.date_start, e.date_end), length(coalesce(e.date_start, e.date_end)) - 4),
    e.doc_id, e.trigger_start;

-- Asserted events, each once for every pair of different parties: source and target, or of a symmetric type the two in the order
-- of their codes (of those who did it with partners, one of either side). What a noun only mentions again is left out, and so are
-- people without a name (those of another text are others) and pairs of which the event is not sure enough (unsure_pairs).
CREATE VIEW dyad_events AS
SELECT DISTINCT e.event_id, s.party_id AS source_party, t.party_id AS target_party, 1 AS directed
FROM events e
JOIN relation_types k ON k.relation_type = e.relation_type AND k.symmetric = 0
JOIN participants s ON s.event_id = e.event_id AND s.side = 'source'
JOIN participants t ON t.event_id = e.event_id AND t.side = 'target'
WHERE s.party_id <> t.party_id AND coalesce(s.how, '') <> 'unknown' AND coalesce(t.how, '') <> 'unknown'
    AND e.modality = 'asserted' AND e.polarity = 'pos' AND e.echo_of IS NULL
    AND NOT EXISTS (
        SELECT 1 FROM unsure_pairs u WHERE u.event_id = e.event_id AND u.source_party = s.party_id AND u.target_party IN (t.party_id, t.actor_id)
    )
UNION ALL
SELECT DISTINCT e.event_id, a.party_id, b.party_id, 0
FROM events e
JOIN relation_types k ON k.relation_type = e.relation_type AND k.symmetric = 1
JOIN participants a ON a.event_id = e.event_id
JOIN participants b ON b.event_id = e.event_id
WHERE a.party_id < b.party_id AND (e.partners IS NULL OR a.partner <> b.partner) AND coalesce(a.how, '') <> 'unknown' AND coalesce(b.how, '') <> 'unknown'
    AND e.modality = 'asserted' AND e.polarity = 'pos' AND e.echo_of IS NULL
    AND NOT EXISTS (
        SELECT 1 FROM unsure_pairs u WHERE u.event_id = e.event_id AND u.source_party = a.party_id AND u.target_party = b.party_id
    );

-- What happened between two parties, by year and type. The year is that of the happening (its narrowest date), so that a deed which
-- is told with a day here and without a date there counts in one year, and its weight once. No year: undated, or a date of which
-- nobody can say in which year it lies (the 1980s, since 1990).
CREATE VIEW dyads AS
SELECT
    p.source_party, p.target_party, p.directed, p.year, p.relation_type,
    count(DISTINCT p.happening_id) AS n_happenings, count(*) AS n_events, count(DISTINCT p.doc_id) AS n_documents, sum(p.goldstein) AS goldstein
FROM (
    SELECT
        d.source_party, d.target_party, d.directed, e.relation_type, e.doc_id, e.happening_id,
        CASE
            WHEN row_number() OVER (PARTITION BY d.source_party, d.target_party, e.happening_id ORDER BY e.event_id) = 1
            THEN e.goldstein
        END AS goldstein,
        CASE
            WHEN substr(h.date_start, 1, length(h.date_start) - 6) = substr(h.date_end, 1, length(h.date_end) - 6)
            THEN CAST(substr(h.date_start, 1, length(h.date_start) - 6) AS INTEGER)
        END AS year
    FROM dyad_events d
    JOIN events e ON e.event_id = d.event_id
    JOIN happenings h ON h.happening_id = e.happening_id
) AS p
GROUP BY p.source_party, p.target_party, p.directed, p.year, p.relation_type;

-- From when to when what held, with names. An empty since: nothing tells when it began; an empty until: it lasts as far as anything
-- tells (lasts = 1), or it ended and nobody says when. ended: told, or inferred (a party ceased to be, it was restored later).
CREATE VIEW states AS
SELECT
    r.relation_type, r.subject_id, s.name AS subject, r.object_id, o.name AS object, r.date_first AS since, r.date_last AS until,
    r.open AS lasts, r.end_told AS ended, r.successors, r.n_events, r.n_documents, r.conflict, r.confidence, r.relation_id
FROM relations r
JOIN relation_types k ON k.relation_type = r.relation_type AND k.kind = 'state'
JOIN actors s ON s.actor_id = r.subject_id
JOIN actors o ON o.actor_id = r.object_id;

-- States that the documents tell of and do not end, between parties that still exist.
CREATE VIEW states_now AS
SELECT
    r.relation_type, r.subject_id, s.name AS subject, r.object_id, o.name AS object, r.date_first AS since,
    r.n_events, r.n_documents, r.conflict, r.confidence, r.relation_id
FROM relations r
JOIN relation_types k ON k.relation_type = r.relation_type AND k.kind = 'state'
JOIN actors s ON s.actor_id = r.subject_id
JOIN actors o ON o.actor_id = r.object_id
WHERE r.open = 1 AND s.valid_to IS NULL AND o.valid_to IS NULL;
