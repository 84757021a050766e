import java.io.FileInputStream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Asks veraPDF of each file whether it is of each flavour: a line `flavour file assertions`, then one for each failure. */
public class Validate {
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (String name : arguments) {
            for (String asked : new String[] {"ua1", "2a"}) {
                PDFAFlavour flavour = PDFAFlavour.byFlavourId(asked);
                try (FileInputStream file = new FileInputStream(name);
                        PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
                        PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
                    ValidationResult result = validator.validate(parser);
                    System.out.println(asked + "\t" + name + "\t" + result.getTotalAssertions());
                    for (TestAssertion each : result.getTestAssertions()) {
                        if (each.getStatus() == TestAssertion.Status.FAILED) {
                            System.out.println("\t" + each.getRuleId().getClause() + "\t" + each.getMessage());
                        }
                    }
                }
            }
        }
    }
}
