// Asks veraPDF whether files keep to PDF/UA-1 and PDF/A-2a; one line of words a file and profile.
//
// java -cp ... Validate.java FILE...   Exits with 1 where a file breaks a rule.
import java.io.File;
import java.io.FileNotFoundException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

public class Validate {
    private static final Map<PDFAFlavour, String> PROFILES = new LinkedHashMap<>();

    static {
        PROFILES.put(PDFAFlavour.PDFUA_1, "PDFUA-1.xml");
        PROFILES.put(PDFAFlavour.PDFA_2_A, "PDFA-2A.xml");
    }

    public static void main(String[] files) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        boolean good = files.length > 0;
        for (String file : files) {
            for (PDFAFlavour flavour : PROFILES.keySet()) {
                good &= keeps(new File(file), flavour);
            }
        }
        System.exit(good ? 0 : 1);
    }

    private static boolean keeps(File file, PDFAFlavour flavour) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour)) {
            ValidationResult found = Foundries.defaultInstance()
                    .createValidator(profile(flavour), false).validate(parser);
            System.out.printf("%-44s %-9s %-13s %,9d assertions%n", file.getName(), flavour,
                    found.isCompliant() ? "compliant" : "NOT COMPLIANT", found.getTotalAssertions());
            if (!found.isCompliant()) {
                tell(found);
            }
            return found.isCompliant();
        }
    }

    private static void tell(ValidationResult found) {
        Map<String, Integer> broken = new LinkedHashMap<>();
        Map<String, String> first = new LinkedHashMap<>();
        for (TestAssertion assertion : found.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                String rule = assertion.getRuleId().getClause() + "-"
                        + assertion.getRuleId().getTestNumber() + ": " + assertion.getMessage();
                broken.merge(rule, 1, Integer::sum);
                first.putIfAbsent(rule, String.valueOf(assertion.getLocationContext()));
            }
        }
        broken.forEach((rule, count) -> System.out.printf("    %d x %s%n        first at %s%n",
                count, rule, first.get(rule)));
    }

    private static ValidationProfile profile(PDFAFlavour flavour) throws Exception {
        String path = "org/verapdf/pdfa/validation/" + PROFILES.get(flavour);
        try (InputStream stream = Validate.class.getClassLoader().getResourceAsStream(path)) {
            if (stream == null) {
                throw new FileNotFoundException(path);
            }
            return Profiles.profileFromXml(stream);
        }
    }
}
