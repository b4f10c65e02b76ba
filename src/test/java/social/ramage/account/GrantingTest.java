package social.ramage.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import social.ramage.problem.Refusal;

/** What scopes allow. */
class GrantingTest {
    @ParameterizedTest
    @CsvSource({
        "read, READ_STATUSES, true",
        "read, READ_ACCOUNTS, true",
        "read, WRITE_STATUSES, false",
        "read, PROFILE, false",
        "read, ADMIN_READ, false",
        "read:statuses, READ_STATUSES, true",
        "read:statuses, READ, false",
        "read:statuses, READ_ACCOUNTS, false",
        "write, WRITE_FOLLOWS, true",
        "write, READ_FOLLOWS, false",
        "follow, WRITE_FOLLOWS, true",
        "follow, READ_BLOCKS, true",
        "follow, WRITE_MUTES, true",
        "follow, WRITE_STATUSES, false",
        "follow, READ_STATUSES, false",
        "push, READ, false",
        "admin:read, ADMIN_READ_REPORTS, true",
        "admin:read, ADMIN_WRITE_REPORTS, false",
        "admin:write:reports, ADMIN_WRITE_ACCOUNTS, false",
    })
    void aWideScopeContainsNarrowOnesAndNothingElse(String granted, Scope needed, boolean isAllowed) {
        var access = new Access(Optional.empty(), Scope.parse(granted));

        assertThat(access.may(needed)).isEqualTo(isAllowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "admin", "READ", "read:", "read:everything", "read_statuses", "read,write"})
    void wordsThatAreNoScopesAreRefused(String sent) {
        assertThatThrownBy(() -> Scope.parse(sent)).isInstanceOf(Refusal.class);
    }

    @Test
    void scopesAreWrittenAsClientsWriteThem() {
        var scopes = Scope.parse(" write:media  admin:write:reports\nread ");

        assertThat(Scope.format(scopes)).isEqualTo("read write:media admin:write:reports");
    }
}
