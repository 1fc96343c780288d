"""The encrypted vault: keys, database, and the way from rows to records and back.

In short (functions take `db`, the value of a `with vault.read()` or `with vault.write()` block):

    from vp_desk.storage.vault import Vault
    made = Vault.create(folder, passphrase)          # .vault, .recovery_code.text; slow: in a worker
    vault = Vault.open(folder, passphrase)           # slow: in a worker
    vault = Vault.open_with_recovery_code(folder, typed); vault.set_passphrase(new)
    vault.check_recovery_code(typed)                 # the retyped code, against this very vault
    vault.change_passphrase(old, new); vault.close() # also a context manager
    with vault.read() as db: ...                     # one state of the vault
    with vault.write() as db: ...                    # all or nothing; durable when it returns

    cases.add(db, case)                    cases.get(db, code) -> Case
    cases.update(db, case)                 cases.delete(db, code)
    cases.page(db, selection, lists, offset=0, limit=256) -> tuple[Case, ...]
    cases.total(db, selection, lists) -> int
    cases.add_files(db, files)             # many CaseFile at once, for an import
    cases.files(db) -> Iterator[CaseFile]  # everything, verified
    cases.codes(db) -> frozenset[CaseCode]
    contacts.add(db, contact) -> Contact   contacts.get(db, id), .update(db, contact), .delete(db, id)
    contacts.of_case(db, code) -> tuple[Contact, ...]
    activities.add(db, activity) -> Activity; .get, .update, .delete(db, id)
    activities.between(db, begin, end) -> tuple[Activity, ...]      # months, half-open
    lists.load(db) -> Lists                # built-in lists with the organisation's own codes
    lists.own(db) -> dict[str, tuple[Code, ...]]; lists.save(db, name, codes)
    lists.headcounts(db) -> dict[tuple[str, int], int]; lists.set_headcount(db, unit, year, n)
    historic.totals(db) -> tuple[HistoricTotal, ...]; historic.add(db, totals)
    historic.delete(db, year, measure, code_list); historic.breaks(db) -> tuple[TableNote, ...]
    historic.set_break(db, year, category, reason)
    settings.get(db, key) -> JSON value or None; settings.put(db, key, value)
    settings.disclosure_seed(db) -> bytes
    counts.fetcher(db, calendar) -> aggregate.Fetch
    verify.problems(vault, progress) -> tuple[verify.Problem, ...]   # outside a block

The world's faults are `VpDeskError`s, each its own class with its own Dutch sentence: `files`, `keys`,
`recovery`, `database` and `vault` hold them.
"""
