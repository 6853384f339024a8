package io.tampu;

import io.tampu.accounts.Partner;
import io.tampu.catalog.PlanImport;
import io.tampu.checkout.Reconciled;
import io.tampu.checkout.Refund;
import io.tampu.engine.OutsideHttp;
import io.tampu.engine.Secret;
import io.tampu.esims.EsimImport;
import io.tampu.money.Money;
import io.tampu.renewals.RefundAnswer;
import io.tampu.renewals.Renewal;
import io.tampu.renewals.RenewalId;
import io.tampu.renewals.RenewalState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.springframework.dao.DataAccessException;

/** What the seller does from the command line: catalogue, eSIMs, partners and their balances. */
final class Office {

    private Office() {}

    /** Arguments without the options, and the settings. */
    record Arranged(Settings settings, List<String> arguments) {}

    /** Takes {@code --config FILE} out of the arguments and checks how many are left. */
    static Arranged arrange(Map<String, String> environment, String[] arguments, int... counts) {
        var left = new ArrayList<>(List.of(arguments));
        Optional<Path> file = Optional.empty();
        int at = left.indexOf("--config");
        if (at >= 0 && at + 1 < left.size()) {
            file = Optional.of(Path.of(left.remove(at + 1)));
            left.remove(at);
        }
        boolean right = false;
        for (int count : counts) {
            right |= left.size() == count;
        }
        if (!right) {
            throw new WrongArguments("These arguments do not fit: " + String.join(" ", arguments) + ".");
        }
        return new Arranged(Settings.read(environment, file), left);
    }

    static int importCatalog(Map<String, String> environment, String[] arguments) {
        var arranged = arrange(environment, arguments, 1);
        return inTheHouse(arranged.settings(), house -> {
            return tell(house.catalog().importFile(read(arranged.arguments().getFirst())));
        });
    }

    static int importEsims(Map<String, String> environment, String[] arguments) {
        var arranged = arrange(environment, arguments, 1, 2);
        return inTheHouse(arranged.settings(), house -> {
            try (InputStream csv =
                    Files.newInputStream(Path.of(arranged.arguments().getFirst()))) {
                var outcome = arranged.arguments().size() == 1
                        ? house.esims().importCsv(csv)
                        : house.esims()
                                .importCsv(
                                        csv,
                                        partner(house, arranged.arguments().get(1))
                                                .id());
                return tell(outcome);
            } catch (IOException unreadable) {
                throw unreadable(arranged.arguments().getFirst(), unreadable);
            }
        });
    }

    static int addPartner(Map<String, String> environment, String[] arguments) {
        var arranged = arrange(environment, arguments, 1);
        return inTheHouse(arranged.settings(), house -> {
            Secret key = Secret.random("tampu_");
            Partner partner = house.partners().add(arranged.arguments().getFirst(), "USD", key);
            house.ledger().openBalance(partner.id(), partner.currency());
            System.out.println("Partner " + partner.name() + ". Its key, shown this once: " + key.reveal());
            return 0;
        });
    }

    static int creditPartner(Map<String, String> environment, String[] arguments) {
        var arranged = arrange(environment, arguments, 2);
        return inTheHouse(arranged.settings(), house -> {
            Partner partner = partner(house, arranged.arguments().getFirst());
            Money amount = Money.parse(arranged.arguments().get(1), partner.currency());
            house.ledger()
                    .credit(
                            house.ids().newBeside(partner.id()),
                            partner.id(),
                            amount,
                            house.clock().instant());
            System.out.println("Credited " + amount + " to " + partner.name() + ". Available now: "
                    + house.ledger().available(partner.id()).orElseThrow() + ".");
            return 0;
        });
    }

    static int refundRenewal(Map<String, String> environment, String[] arguments) {
        var arranged = arrange(environment, arguments, 3);
        return inTheHouse(arranged.settings(), house -> {
            RenewalId id = RenewalId.parse(arranged.arguments().getFirst());
            Renewal renewal = house.renewals()
                    .forStaff(id)
                    .orElseThrow(() -> new UnusableSettings("There is no renewal " + id + "."));
            Money amount = Money.parse(
                    arranged.arguments().get(1), renewal.terms().total().currency());
            RefundAnswer answer = house.renewals()
                    .giveBackByStaff(renewal, amount, way(arranged.arguments().get(2)));
            return switch (answer) {
                case RefundAnswer.Begun(RenewalId begun) -> {
                    System.out.println(amount + " of renewal " + begun + " go back. The platform follows them.");
                    yield 0;
                }
                case RefundAnswer.NotDelivered(RenewalState state) ->
                    refusedToRefund("it is " + state + ": what is not delivered goes back by itself");
                case RefundAnswer.TooMuch(String why) -> refusedToRefund("only " + why);
                case RefundAnswer.TooLate(int days) -> refusedToRefund("it is later than " + days + " days");
                case RefundAnswer.Used() -> refusedToRefund("some of it is used");
                case RefundAnswer.NotKnownNow() -> refusedToRefund("the wholesaler does not answer");
            };
        });
    }

    static int reconcile(Map<String, String> environment, String[] arguments) {
        var arranged = arrange(environment, arguments, 0, 2);
        List<String> named = arranged.arguments();
        if (!named.isEmpty() && !named.getFirst().equals("--day")) {
            throw new WrongArguments("These arguments do not fit: " + String.join(" ", arguments) + ".");
        }
        return inTheHouse(arranged.settings(), house -> {
            LocalDate yesterday =
                    LocalDate.ofInstant(house.clock().instant(), ZoneOffset.UTC).minusDays(1);
            LocalDate day = named.isEmpty() ? yesterday : day(named.get(1));
            List<Reconciled> read = house.checkout().reconcile(day);
            read.forEach(Office::tell);
            return read.stream().allMatch(one -> one.isRead() && one.breaks().isEmpty()) ? 0 : 1;
        });
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException noDay) {
            throw new WrongArguments("A day is written like 2026-11-23, not " + text + ".");
        }
    }

    private static void tell(Reconciled read) {
        if (!read.isRead()) {
            System.err.println("The bill of " + read.day() + " at " + read.provider() + " cannot be read ("
                    + read.unread() + "): nothing was changed.");
            return;
        }
        System.out.println(read.provider() + ", " + read.day() + ": " + count(read.lines(), "line") + ", "
                + read.matched() + " matched, " + count(read.breaks().size(), "break") + ".");
        read.breaks().forEach(one -> System.out.println("  " + one));
    }

    private static Refund.To way(String text) {
        return switch (text) {
            case "original" -> Refund.To.ORIGINAL;
            case "balance" -> Refund.To.BALANCE;
            default -> throw new WrongArguments("The money goes to 'original' or to 'balance', not to " + text + ".");
        };
    }

    private static int refusedToRefund(String why) {
        System.err.println("Nothing goes back: " + why + ".");
        return 1;
    }

    private static int tell(PlanImport outcome) {
        return switch (outcome) {
            case PlanImport.Imported(int added, int changed, int unchanged, int withdrawn) -> {
                System.out.println(count(added, "plan") + " added, " + changed + " changed, " + unchanged
                        + " unchanged, " + withdrawn + " withdrawn.");
                yield 0;
            }
            case PlanImport.Refused(List<PlanImport.Problem> problems, int more) -> {
                problems.forEach(System.err::println);
                System.err.println((more > 0 ? "And " + more + " more. " : "") + "Nothing of it went in.");
                yield 1;
            }
        };
    }

    private static int tell(EsimImport outcome) {
        System.out.println(count(outcome.added(), "eSIM") + " added, " + outcome.changed() + " changed, "
                + outcome.unchanged() + " unchanged, " + outcome.refusedCount() + " refused.");
        outcome.warnings().forEach(line -> System.err.println("Look again: " + line));
        outcome.refused().forEach(line -> System.err.println("Refused: " + line));
        long unsaid = outcome.refusedCount() - outcome.refused().size();
        if (unsaid > 0) {
            System.err.println("And " + unsaid + " more were refused.");
        }
        return outcome.refusedCount() == 0 ? 0 : 1;
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static UnusableSettings unreadable(String file, IOException problem) {
        return new UnusableSettings("The file " + file + " cannot be read"
                + (problem instanceof NoSuchFileException ? ": there is none." : ": " + problem.getMessage()));
    }

    private static Partner partner(House house, String name) {
        return house.partners()
                .byName(name)
                .orElseThrow(() -> new UnusableSettings("There is no partner " + name + ": add it first."));
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException unreadable) {
            throw unreadable(file, unreadable);
        }
    }

    private static int inTheHouse(Settings settings, ToIntFunction<House> work) {
        try (var http = new OutsideHttp();
                House house = House.open(settings, House.database(settings), Clock.systemUTC(), http)) {
            return work.applyAsInt(house);
        } catch (DataAccessException | org.flywaydb.core.api.FlywayException noDatabase) {
            throw new UnusableSettings("The database cannot be used: " + lastWord(noDatabase));
        } catch (IllegalArgumentException wrong) {
            throw new UnusableSettings(wrong.getMessage() + ".");
        } catch (IOException closing) {
            throw new java.io.UncheckedIOException(closing);
        }
    }

    /** The innermost reason, which is the database's own. */
    static String lastWord(Throwable problem) {
        Throwable inner = problem;
        while (inner.getCause() != null) {
            inner = inner.getCause();
        }
        return String.valueOf(inner.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
