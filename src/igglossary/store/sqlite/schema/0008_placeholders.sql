-- Placeholders and tags in a text are no tokens any more (text/memory_tokens.py, version 3): opening.py fills the index
-- anew from the units in the transaction that runs this.
DELETE FROM meta WHERE name = 'memory_tokens';
