package social.ramage;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArchitectureTest {
    private static final String ROOT = "social.ramage";
    private static final String PLANTED = "social.ramage.planted";

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            // What the build makes of templates is nobody's code.
            .withImportOption(location -> !location.contains("/page/templates/"))
            .importPackages(ROOT);

    private static final JavaClasses PLANTS = new ClassFileImporter().importPackages(PLANTED);

    /** What a line of a report is about comes first in it. */
    private static final Pattern ABOUT = Pattern.compile("^[^<]*<([\\w.$]+)");

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void theCodeKeepsEachRule(HouseRule rule) {
        rule.under(ROOT).check(CODE);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void eachRuleFindsWhatBreaksItAndNothingElse(HouseRule rule) {
        var planted = PLANTS.stream()
                .filter(it -> it.isAnnotatedWith(Breaks.class))
                .filter(it ->
                        List.of(it.getAnnotationOfType(Breaks.class).value()).contains(rule))
                .map(JavaClass::getName)
                .toList();

        var found = rule.under(PLANTED).evaluate(PLANTS).getFailureReport().getDetails().stream()
                .flatMap(String::lines)
                .flatMap(line -> ABOUT.matcher(line).results())
                .map(about -> planted(about.group(1)))
                .collect(Collectors.toSet());

        assertThat(planted).as("classes planted to break %s", rule).isNotEmpty();
        assertThat(found).containsExactlyInAnyOrderElementsOf(planted);
    }

    @Test
    void theRulesSeeTheCode() {
        assertThat(CODE.size()).isGreaterThan(200);
        assertThat(packages()).hasSizeGreaterThan(10);
        assertThat(HouseRule.Layers.all(ROOT))
                .allSatisfy(layer ->
                        assertThat(CODE.stream().map(JavaClass::getPackageName)).contains(layer.replace("..", "")));
    }

    @Test
    void theMapNamesNoPackageThatIsNotThere() {
        var map = HouseConditions.onTheMap(HouseConditions.architecture());

        assertThat(map).isNotEmpty().isSubsetOf(packages());
        assertThat(HouseConditions.onTheMap("| package | what |\n|---|---|\n| `gone` | It was here. |\nand `text`"))
                .containsExactly("gone");
    }

    private static Set<String> packages() {
        return CODE.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !name.equals(ROOT))
                .map(name -> name.substring(ROOT.length() + 1))
                .collect(Collectors.toSet());
    }

    /** The class that a member, or what stands for the class itself, belongs to. */
    private static String planted(String about) {
        return PLANTS.stream()
                .map(JavaClass::getName)
                .filter(name -> about.equals(name) || about.startsWith(name + "."))
                .max(Comparator.comparingInt(String::length))
                .orElse(about);
    }
}
