package io.tampu;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What each command is for, as {@code COMMAND --help} prints it. */
final class Help {

    static final String ALL = """
            Commands of the platform:

              serve                           the platform, until it is stopped
              audit                           proves the books
              import-catalog FILE             plans and prices
              import-esims FILE [PARTNER]     eSIMs sold elsewhere, as CSV
              add-partner NAME                a third-party platform; prints its key, once
              credit-partner NAME AMOUNT      a prepayment that has arrived
              refund-renewal ID AMOUNT TO     money back for what was delivered, by staff
              reconcile [--day YYYY-MM-DD]    holds providers' bills of a day against our rows

            COMMAND --help tells more. Settings come from the environment or from --config FILE: docs/operating.md.
            """;

    private static final Set<String> ASKS = Set.of("--help", "-h");

    private static final String SETTINGS = """

            Settings: from the environment (TAMPU_DB_URL=...), else from --config FILE (tampu.db.url=...); docs/operating.md has all.
            Exit status: 0 done, 1 could not be done (said in one sentence), 2 not understood.
            """;

    private static final Map<String, String> OF = Map.of(
            "serve",
            """
            Usage: tampu serve [--config FILE]

            Runs the platform until it gets SIGTERM or Ctrl-C: then requests under way are finished, new ones refused.
            Prints 'tampu ready http://ADDRESS:PORT' when it answers; what it has to say goes to standard error.
            It needs at least: TAMPU_DB_URL, TAMPU_DB_PASSWORD, TAMPU_OFFER_SECRET, TAMPU_AIRALO_CLIENT_ID and
            TAMPU_AIRALO_CLIENT_SECRET. The tables are made, or brought to the newest version, at the start.
            """,
            "reconcile",
            """
            Usage: tampu reconcile [--day YYYY-MM-DD] [--config FILE]

            Reads each payment provider's bill of that day, UTC (yesterday, if none is named), and holds it against our rows. A
            running platform does so each hour. Where the two disagree is printed and written down; what a question to the
            provider can settle is asked by the running platform. Needs the settings that serve needs. Exits 0 when all
            agrees, 1 when not, or when a bill cannot be read. Safe to repeat.
            """,
            "import-catalog",
            """
            Usage: tampu import-catalog FILE [--config FILE]

            Takes in plans and prices: all of the file, or nothing, with every wrong line named. The same file again changes
            nothing. A changed plan becomes a new version; offers that were made hold at their old price. A plan that the file
            does not name stays, unless it stands under 'withdraw'. A running platform sells by it within 3 seconds.
            """,
            "import-esims",
            """
            Usage: tampu import-esims FILE [PARTNER] [--config FILE]

            Takes in eSIMs from CSV with the columns iccid, supplier and, if wanted, handle, label, customer_email, matching_id,
            smdp_address, imported_note. With PARTNER, all of them are linked to it, and it may renew them. Wrong rows are
            refused by line, the others go in (then the exit status is 1). Safe to repeat.
            """,
            "add-partner",
            """
            Usage: tampu add-partner NAME [--config FILE]

            Makes a partner with an empty balance, and prints a new key for its program, this once. For a name that exists
            it prints one more key, so that keys can be exchanged without a break.
            """,
            "credit-partner",
            """
            Usage: tampu credit-partner NAME AMOUNT [--config FILE]

            Adds a prepayment that has arrived at the bank to the balance of a partner: 250.00. It is booked each time that
            it is called: look at the balance that it prints before you call it again.
            """,
            "refund-renewal",
            """
            Usage: tampu refund-renewal ID AMOUNT original|balance [--config FILE]

            Gives back as much of a delivered renewal, whole or in part: to the means that it was paid with, or to the buyer's
            balance. Never more than was paid, in all. Each call gives back again. The sale is taken back in the books by as
            much, and a case stays open to claim the cost from the wholesaler. What was not delivered goes back by itself.
            """);

    private Help() {}

    /** The text that is asked for, if one is asked for. */
    static Optional<String> asked(String command, String[] rest) {
        if (ASKS.contains(command) || command.equals("help")) {
            return Optional.of(ALL);
        }
        return Arrays.stream(rest).anyMatch(ASKS::contains)
                ? Optional.ofNullable(OF.get(command)).map(text -> text + SETTINGS)
                : Optional.empty();
    }

    static String of(String command) {
        return OF.getOrDefault(command, ALL);
    }
}
