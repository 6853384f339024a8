package io.tampu;

import java.util.Arrays;
import java.util.Map;

/** The program: one command, then its arguments. */
public final class Tampu {

    private Tampu() {}

    public static void main(String[] arguments) {
        System.exit(run(System.getenv(), arguments));
    }

    /** 0 done, 1 could not be done (said on standard error), 2 not understood. */
    static int run(Map<String, String> environment, String[] arguments) {
        String command = arguments.length == 0 ? "" : arguments[0];
        String[] rest = arguments.length == 0 ? arguments : Arrays.copyOfRange(arguments, 1, arguments.length);
        var help = Help.asked(command, rest);
        if (help.isPresent()) {
            System.out.print(help.get());
            return 0;
        }
        try {
            return switch (command) {
                case "serve" -> Serve.run(environment, rest);
                case "audit" -> AuditCommand.run(environment, rest);
                case "import-catalog" -> Office.importCatalog(environment, rest);
                case "import-esims" -> Office.importEsims(environment, rest);
                case "add-partner" -> Office.addPartner(environment, rest);
                case "credit-partner" -> Office.creditPartner(environment, rest);
                case "refund-renewal" -> Office.refundRenewal(environment, rest);
                case "reconcile" -> Office.reconcile(environment, rest);
                default -> {
                    System.err.println(
                            command.isEmpty() ? Help.ALL : "There is no command " + command + ".\n\n" + Help.ALL);
                    yield 2;
                }
            };
        } catch (WrongArguments wrong) {
            System.err.println(wrong.getMessage() + "\n\n" + Help.of(command));
            return 2;
        } catch (UnusableSettings unusable) {
            System.err.println(unusable.getMessage());
            return 1;
        }
    }
}
