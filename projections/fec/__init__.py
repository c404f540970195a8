"""The FEC (fichier des écritures comptables, LPF art. A47 A-1): read, checked and written.

- `columns`: the eighteen names in legal order, and `FecLine`, one line of the file
- `file_name`: the SIREN and the closing date a file's name carries
- `findings`: what a rule says of a file: line, rule, severity, reason
- `records`, `charset`, `header`, `fields`, `rows`: from bytes to lines, one step a file
- `reader`: the door of those steps: a stream in, rows and findings out
- `entries`: rows put together into entries
- `rules`, `order_rules`, `numbering`, `entry_rules`: the law of the file
- `check`: the doors `check` (strict) and `findings_for_import` (tolerant)
- `currencies`: the codes of ISO 4217
- `writer`, `description`: the file itself, and the French text that goes with it
"""
