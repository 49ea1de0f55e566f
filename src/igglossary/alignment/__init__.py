"""Links between German and English: quotations in their own report, two full texts, and a quotation in its source.

No module here imports numpy when it is itself imported: every function that calculates imports it, because look-ups
must start without it.
"""
