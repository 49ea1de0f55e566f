-- The store of a team. Tables and columns are those of the SQLite store, so that a dump of one is read by the other;
-- what they mean stands there. Run by the owner of the schema, in one transaction, with the search path set to it.
-- Texts that are ordered or compared have the order of their code points.

CREATE DOMAIN txt AS text COLLATE "C";

CREATE TABLE meta (name txt PRIMARY KEY, value text NOT NULL);

-- The last number that was given of each kind, also if its entry is gone. A sequence would leave gaps, and a number
-- given twice after a restore; whoever writes holds the store's lock, so nobody waits for these rows.
CREATE TABLE counter (name txt PRIMARY KEY, seq bigint NOT NULL);

CREATE TABLE run (
  id bigint PRIMARY KEY,
  kind text NOT NULL,
  started_at text NOT NULL,
  finished_at text,
  person text NOT NULL,
  version text NOT NULL
);

CREATE TABLE document (
  id bigint PRIMARY KEY,
  path txt NOT NULL,
  kind text NOT NULL,
  sha256 txt NOT NULL,
  lang text,
  title text,
  publisher text,
  date text,
  url text,
  content text,
  sources text,
  run bigint NOT NULL REFERENCES run,
  retired_at text,
  text_sha256 txt,
  same_as bigint REFERENCES document DEFERRABLE
);
CREATE INDEX document_sha256 ON document (sha256);
CREATE UNIQUE INDEX document_live ON document (path) WHERE retired_at IS NULL;
CREATE INDEX document_text ON document (text_sha256) WHERE text_sha256 IS NOT NULL;

CREATE TABLE segment (
  id bigint PRIMARY KEY,
  document bigint NOT NULL REFERENCES document,
  name txt NOT NULL,
  lang txt NOT NULL,
  text text NOT NULL,
  paragraph bigint,
  footnote text,
  quotation bigint,
  start bigint NOT NULL,
  stop bigint NOT NULL,
  UNIQUE (document, name)
);

CREATE TABLE unit_extra (id bigint PRIMARY KEY, data text NOT NULL);

CREATE TABLE unit (
  id bigint PRIMARY KEY,
  source_lang txt NOT NULL,
  target_lang txt NOT NULL,
  source txt NOT NULL,
  target txt NOT NULL,
  relation txt NOT NULL,
  status txt NOT NULL,
  score double precision,
  digest bigint NOT NULL,
  found bigint,
  version bigint NOT NULL DEFAULT 1,
  created_at text,
  created_by text,
  changed_at txt,
  changed_by txt,
  note text,
  evidence text,
  codes text,
  extra bigint,
  document bigint,  -- of document; no foreign key, which would be looked up at every row of an import
  file_id text,
  keep double precision
);
CREATE INDEX unit_digest ON unit (digest);
CREATE INDEX unit_found ON unit (found) WHERE found IS NOT NULL;
CREATE INDEX unit_open ON unit (status) WHERE status <> 'approved';
CREATE INDEX unit_linked ON unit (status) WHERE evidence IS NOT NULL;

CREATE TABLE unit_origin (
  unit bigint NOT NULL REFERENCES unit ON DELETE CASCADE,
  document bigint NOT NULL REFERENCES document,
  place txt NOT NULL DEFAULT '',
  part_of bigint REFERENCES unit ON DELETE SET NULL,
  stretches text,
  PRIMARY KEY (unit, document, place)
);
CREATE INDEX unit_origin_document ON unit_origin (document);
CREATE INDEX unit_origin_part ON unit_origin (part_of) WHERE part_of IS NOT NULL;
CREATE VIEW unit_seen AS
  SELECT id AS unit, document, ''::txt AS place, NULL::bigint AS part_of FROM unit WHERE document IS NOT NULL
  UNION ALL SELECT unit, document, place, part_of FROM unit_origin;

CREATE TABLE pair (
  id bigint PRIMARY KEY,
  mined txt NOT NULL UNIQUE,
  german txt NOT NULL,
  english txt NOT NULL,
  score double precision NOT NULL,
  status txt NOT NULL,
  administrative_status txt,
  part_of_speech text,
  suggestions text NOT NULL DEFAULT '[]',
  doubt text NOT NULL DEFAULT '',
  note text,
  concept txt,
  known txt,
  conflict text,
  merged_into bigint REFERENCES pair DEFERRABLE,
  occurrences integer NOT NULL DEFAULT 0,
  documents integer NOT NULL DEFAULT 0,
  version bigint NOT NULL DEFAULT 1,
  created_at text,
  created_by text,
  changed_at txt,
  changed_by txt,
  termhood double precision,
  reason txt,
  place txt NOT NULL DEFAULT '',
  report bigint REFERENCES document
);
CREATE INDEX pair_reason ON pair (reason) WHERE reason IS NOT NULL;
CREATE INDEX pair_place ON pair (place);
CREATE INDEX pair_status ON pair (status, occurrences DESC, score DESC, id);
CREATE INDEX pair_concept ON pair (coalesce(concept, known));

CREATE TABLE pair_document (
  pair bigint NOT NULL REFERENCES pair ON DELETE CASCADE,
  document bigint NOT NULL REFERENCES document,
  data text NOT NULL,
  PRIMARY KEY (pair, document)
);
CREATE INDEX pair_document_document ON pair_document (document);

CREATE TABLE occurrence (
  id bigint PRIMARY KEY,
  pair bigint NOT NULL REFERENCES pair ON DELETE CASCADE,
  document bigint NOT NULL REFERENCES document,
  data text NOT NULL,
  place txt
);
CREATE INDEX occurrence_pair ON occurrence (pair);
CREATE INDEX occurrence_document ON occurrence (document);

CREATE TABLE concept (
  id txt PRIMARY KEY,
  status txt NOT NULL,
  subject_field text,
  data text NOT NULL,
  digest txt NOT NULL,
  is_deleted integer NOT NULL DEFAULT 0,
  version bigint NOT NULL DEFAULT 1,
  document bigint REFERENCES document,
  created_at text,
  created_by text,
  changed_at txt,
  changed_by txt,
  key bigint NOT NULL UNIQUE  -- by which the review names it; what the row's number is to SQLite
);
CREATE INDEX concept_digest ON concept (digest);

CREATE TABLE term (
  id bigint PRIMARY KEY,
  concept txt REFERENCES concept,
  pair bigint REFERENCES pair ON DELETE CASCADE,
  lang txt NOT NULL,
  text txt NOT NULL,
  folded txt NOT NULL,
  position bigint NOT NULL,
  administrative_status txt,
  is_forbidden integer NOT NULL DEFAULT 0,
  CHECK ((concept IS NULL) <> (pair IS NULL))
);
CREATE INDEX term_concept ON term (concept) WHERE concept IS NOT NULL;
CREATE INDEX term_pair ON term (pair) WHERE pair IS NOT NULL;

CREATE TABLE form (
  key txt NOT NULL,
  term bigint NOT NULL REFERENCES term ON DELETE CASCADE,
  match txt NOT NULL,
  PRIMARY KEY (key, term)
);
CREATE INDEX form_term ON form (term);

CREATE TABLE decision (
  id bigint PRIMARY KEY,
  at txt NOT NULL,
  person txt NOT NULL,
  entry_kind txt NOT NULL CHECK (entry_kind IN ('unit', 'pair', 'concept')),
  entry_id txt NOT NULL,
  action txt NOT NULL,
  old text NOT NULL,
  new text NOT NULL,
  reason text,
  act txt NOT NULL,
  undoes bigint REFERENCES decision
);
CREATE INDEX decision_entry ON decision (entry_kind, entry_id);
CREATE INDEX decision_act ON decision (act);
CREATE INDEX decision_undoes ON decision (undoes) WHERE undoes IS NOT NULL;

CREATE TABLE compiled (name txt PRIMARY KEY, fingerprint text NOT NULL, data bytea NOT NULL);
CREATE TABLE vector (model txt NOT NULL, hash bytea NOT NULL, data bytea NOT NULL, PRIMARY KEY (model, hash));

-- The index of the memory. A posting is the number of a token's code with the length bucket of the segment
-- (store/postgresql/memory_index.py), so that a look-up reads only segments of the lengths that can match.
CREATE TABLE memory_key (unit bigint PRIMARY KEY, source text NOT NULL, target text NOT NULL, postings integer[] NOT NULL);
CREATE INDEX memory_posting ON memory_key USING gin (postings gin__int_ops);
CREATE TABLE memory_frequency (code integer PRIMARY KEY, units bigint NOT NULL);
CREATE INDEX memory_frequent ON memory_frequency (units DESC);
CREATE TABLE memory_word (lang txt NOT NULL, word txt NOT NULL, PRIMARY KEY (lang, word));
CREATE TABLE memory_language (tag txt NOT NULL, side integer NOT NULL, PRIMARY KEY (tag, side));

-- A decision that a translator would take: a terminologist finds it beside the entry, and decides.
CREATE TABLE proposal (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at txt NOT NULL,
  person txt NOT NULL,
  entry_kind txt NOT NULL CHECK (entry_kind IN ('unit', 'pair', 'concept')),
  entry_id txt NOT NULL,
  action txt NOT NULL,
  new text NOT NULL,
  reason text,
  seen_version bigint
);
CREATE INDEX proposal_entry ON proposal (entry_kind, entry_id);

-- What Python's casefold gives, for everything that European languages write.
CREATE FUNCTION fold(said text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT replace(replace(lower(coalesce(said, '') COLLATE "und-x-icu"), 'ß', 'ss'), 'ς', 'σ') COLLATE "C" $$;

-- What people decided is appended, never changed.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql
  AS $$ BEGIN RAISE EXCEPTION 'a decision is never changed or deleted' USING ERRCODE = 'insufficient_privilege'; END $$;
CREATE TRIGGER decision_is_final BEFORE UPDATE OR DELETE ON decision FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER decision_stays BEFORE TRUNCATE ON decision FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Who asks. These functions look up nothing by the caller's search path, which is the caller's choice. Roles belong to a server, so they are named after the database; whoever owns the tables may do all.
CREATE FUNCTION my_role() RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, igglossary, pg_temp AS $$
  SELECT coalesce(
    (SELECT 'owner' FROM pg_class WHERE oid = 'igglossary.meta'::regclass AND pg_has_role(session_user, relowner, 'MEMBER')),
    (SELECT role FROM unnest(ARRAY['terminologist', 'translator', 'reader']) WITH ORDINALITY AS known (role, place)
      JOIN pg_roles ON rolname = current_database() || '_' || role AND pg_has_role(session_user, pg_roles.oid, 'MEMBER')
      ORDER BY place LIMIT 1),
    '')
$$;
CREATE FUNCTION may_decide() RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, igglossary, pg_temp AS $$ SELECT my_role() IN ('owner', 'terminologist') $$;

-- What a translator may not do to an entry, whatever program he does it with.
CREATE FUNCTION refuse() RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, igglossary, pg_temp AS
  $$ BEGIN RAISE EXCEPTION 'only a terminologist may decide that' USING ERRCODE = 'insufficient_privilege'; END $$;
CREATE FUNCTION is_decided(kind text, entry text) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, igglossary, pg_temp AS
  $$ SELECT EXISTS (SELECT 1 FROM igglossary.decision WHERE entry_kind = kind AND entry_id = entry) $$;
CREATE FUNCTION guard_unit() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, igglossary, pg_temp AS $$
BEGIN
  IF NOT may_decide() AND (TG_OP <> 'DELETE' OR is_decided('unit', OLD.id::text)) THEN PERFORM refuse(); END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER unit_is_decided_by_terminologists BEFORE UPDATE ON unit FOR EACH ROW
  WHEN ((OLD.status, OLD.source, OLD.target, OLD.source_lang, OLD.target_lang)
    IS DISTINCT FROM (NEW.status, NEW.source, NEW.target, NEW.source_lang, NEW.target_lang))
  EXECUTE FUNCTION guard_unit();
CREATE TRIGGER link_begins_open BEFORE INSERT ON unit FOR EACH ROW
  WHEN (NEW.evidence IS NOT NULL AND NEW.status <> 'candidate') EXECUTE FUNCTION guard_unit();
CREATE TRIGGER decided_unit_stays BEFORE DELETE ON unit FOR EACH ROW EXECUTE FUNCTION guard_unit();

CREATE FUNCTION guard_pair() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, igglossary, pg_temp AS $$
BEGIN
  IF may_decide() THEN
    NULL;
  ELSIF TG_OP = 'INSERT' THEN
    IF NOT (NEW.status = 'approved' AND NEW.known IS NOT NULL) THEN PERFORM refuse(); END IF;
  ELSIF is_decided('pair', OLD.id::text) THEN
    PERFORM refuse();
  ELSIF TG_OP = 'UPDATE' THEN  -- what mining says of a pair that the term base has
    IF NOT (NEW.status = 'candidate' OR (NEW.status = 'approved' AND NEW.known IS NOT NULL)) THEN PERFORM refuse(); END IF;
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER pair_is_decided_by_terminologists BEFORE UPDATE ON pair FOR EACH ROW
  WHEN ((OLD.status, OLD.german, OLD.english, OLD.administrative_status, OLD.note, OLD.concept, OLD.merged_into, OLD.reason)
    IS DISTINCT FROM (NEW.status, NEW.german, NEW.english, NEW.administrative_status, NEW.note, NEW.concept,
      NEW.merged_into, NEW.reason))
  EXECUTE FUNCTION guard_pair();
CREATE TRIGGER pair_begins_open BEFORE INSERT ON pair FOR EACH ROW
  WHEN (NEW.status <> 'candidate') EXECUTE FUNCTION guard_pair();
CREATE TRIGGER decided_pair_stays BEFORE DELETE ON pair FOR EACH ROW EXECUTE FUNCTION guard_pair();

CREATE FUNCTION guard_term() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, igglossary, pg_temp AS $$
BEGIN
  IF NOT may_decide() THEN PERFORM refuse(); END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER term_belongs_to_terminologists BEFORE INSERT OR UPDATE ON term FOR EACH ROW
  WHEN (NEW.concept IS NOT NULL) EXECUTE FUNCTION guard_term();
CREATE TRIGGER term_of_a_concept_stays BEFORE DELETE ON term FOR EACH ROW
  WHEN (OLD.concept IS NOT NULL) EXECUTE FUNCTION guard_term();
CREATE TRIGGER meta_stays BEFORE UPDATE OR DELETE ON meta FOR EACH ROW
  WHEN (OLD.name IN ('schema', 'shipped', 'memory_tokens')) EXECUTE FUNCTION guard_term();

-- In whose name: the database's word. The owner restores a history of others.
CREATE FUNCTION name_person() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, igglossary, pg_temp AS $$
BEGIN
  IF my_role() <> 'owner' THEN NEW.person := session_user; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER decision_names_its_person BEFORE INSERT ON decision FOR EACH ROW EXECUTE FUNCTION name_person();
CREATE TRIGGER proposal_names_its_person BEFORE INSERT ON proposal FOR EACH ROW EXECUTE FUNCTION name_person();

-- An act names the version of each entry that the person saw; another one is a conflict and nothing happens.
CREATE FUNCTION must_be(kind text, entry text, seen bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE current bigint;
BEGIN
  IF kind = 'unit' THEN SELECT version INTO current FROM unit WHERE id = entry::bigint;
  ELSIF kind = 'pair' THEN SELECT version INTO current FROM pair WHERE id = entry::bigint;
  ELSE SELECT version INTO current FROM concept WHERE id = entry;
  END IF;
  IF current IS DISTINCT FROM seen THEN RAISE EXCEPTION '%:%', kind, entry USING ERRCODE = 'IG001'; END IF;
END $$;

-- The next numbers of a kind; inside a transaction that holds the store's lock.
CREATE FUNCTION take_numbers(kind text, many bigint) RETURNS bigint LANGUAGE sql AS $$
  INSERT INTO igglossary.counter AS c VALUES (kind, many)
    ON CONFLICT (name) DO UPDATE SET seq = c.seq + excluded.seq RETURNING seq - many
$$;

-- The designations of some concepts and candidates, with the forms under which they are found, instead of the former.
CREATE FUNCTION write_terms(of_concepts text[], of_pairs bigint[], said json) RETURNS void LANGUAGE plpgsql AS $$
DECLARE last bigint;
BEGIN
  DELETE FROM term WHERE concept = ANY (of_concepts);
  DELETE FROM term WHERE pair = ANY (of_pairs);
  IF json_array_length(said) = 0 THEN RETURN; END IF;
  last := take_numbers('term', json_array_length(said));
  INSERT INTO term (id, concept, pair, lang, text, folded, position, administrative_status, is_forbidden)
    SELECT last + place, one->>'concept', (one->>'pair')::bigint, one->>'lang', one->>'text', one->>'folded',
      (one->>'position')::bigint, one->>'administrative_status', (one->>'is_forbidden')::integer
    FROM json_array_elements(said) WITH ORDINALITY AS terms (one, place);
  INSERT INTO form (key, term, match)
    SELECT forms.key, last + place, forms.value
    FROM json_array_elements(said) WITH ORDINALITY AS terms (one, place), json_each_text(one->'forms') AS forms;
END $$;

-- After a large import: what waits to be put into the posting lists goes there, and the planner learns the sizes.
CREATE FUNCTION put_index_in_order() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, igglossary, pg_temp AS $$
BEGIN
  PERFORM gin_clean_pending_list('igglossary.memory_posting');
  ANALYZE unit;
  ANALYZE memory_key;
END $$;
REVOKE EXECUTE ON FUNCTION put_index_in_order() FROM PUBLIC;
