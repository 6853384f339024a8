package io.tampu.audit;

import io.tampu.audit.Life.Posting;
import java.util.List;
import java.util.UUID;

/** A row about money from outside, and its postings. Either may be missing: that is what the rules look for. */
record MoneyLife(UUID id, List<MoneyRow> rows, List<Posting> postings) {}
