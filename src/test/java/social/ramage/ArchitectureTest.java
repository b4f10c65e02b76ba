package social.ramage;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("social.ramage");

    private static final String[] BASE = {
        "social.ramage.web..",
        "social.ramage.db..",
        "social.ramage.id..",
        "social.ramage.problem..",
        "social.ramage.event..",
        "social.ramage.text..",
        "social.ramage.view.."
    };

    @Test
    void theRulesSeeTheCode() {
        assertThat(CLASSES.size()).isGreaterThan(120);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("social.ramage.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyTheRootKnowsTheFaces() {
        noClasses()
                .that()
                .resideOutsideOfPackages("social.ramage", "social.ramage.mastodon..", "social.ramage.page..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("social.ramage.mastodon..", "social.ramage.page..")
                .check(CLASSES);
    }

    @Test
    void theBaseKnowsNothingAboveIt() {
        noClasses()
                .that()
                .resideInAnyPackage(BASE)
                .should()
                .dependOnClassesThat(
                        resideInAPackage("social.ramage..").and(not(JavaClass.Predicates.resideInAnyPackage(BASE))))
                .check(CLASSES);
    }

    @Test
    void jdbcStaysInDb() {
        stayIn("social.ramage.db..", "java.sql..", "org.sqlite..", "org.flywaydb..");
    }

    @Test
    void jettyStaysInWeb() {
        stayIn("social.ramage.web..", "org.eclipse.jetty..");
    }

    @Test
    void jsonStaysInFacesAndWeb() {
        noClasses()
                .that()
                .resideOutsideOfPackages("social.ramage.web..", "social.ramage.mastodon..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("tools.jackson..")
                .check(CLASSES);
    }

    @Test
    void storesAreSecretsOfTheirFeature() {
        classes()
                .that()
                .haveSimpleNameEndingWith("Store")
                .should()
                .bePackagePrivate()
                .check(CLASSES);
    }

    @Test
    void whatIsNeededIsPassedAndNotFound() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ThreadLocal.class)
                .check(CLASSES);
    }

    @Test
    void nobodyKeepsATransaction() {
        com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields()
                .should()
                .haveRawType(social.ramage.db.Tx.class)
                .check(CLASSES);
    }

    @Test
    void timeComesFromTheClockGiven() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("social.ramage.Cli")
                .and()
                .doNotHaveFullyQualifiedName("social.ramage.Server")
                .should()
                .callMethod(Clock.class, "systemUTC")
                .check(CLASSES);
    }

    @Test
    void namesSayWhat() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl|Common|Misc)")
                .check(CLASSES);
    }

    @Test
    void onlyTheCommandLinePrints() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("social.ramage.Cli")
                .should(com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                .check(CLASSES);
    }

    @Test
    void failuresHaveNames() {
        NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS.check(CLASSES);
    }

    @Test
    void everyPackageIsNullMarkedAndOnTheMap() throws IOException {
        var map = Files.readString(Path.of("ARCHITECTURE.md"));
        var packages = CLASSES.getPackage("social.ramage").getSubpackagesInTree().stream()
                .filter(it -> !it.getClasses().isEmpty())
                .toList();

        assertThat(packages).hasSizeGreaterThan(10).allMatch(it -> it.isAnnotatedWith(NullMarked.class));
        assertThat(packages).allSatisfy(it -> assertThat(map).contains("`" + it.getRelativeName() + "`"));
    }

    private static void stayIn(String where, String... what) {
        noClasses()
                .that()
                .resideOutsideOfPackage(where)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(what)
                .check(CLASSES);
    }
}
