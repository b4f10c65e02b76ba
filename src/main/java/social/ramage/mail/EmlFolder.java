package social.ramage.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import org.simplejavamail.converter.EmailConverter;
import org.simplejavamail.email.EmailBuilder;

/** Puts each letter into a file that mail programs open, for a place that has no mail server. */
public final class EmlFolder implements Carrier {
    /** The oldest are deleted beyond it. */
    static final int FILES_MAX = 1_000;

    private final Path folder;
    private final String from;

    /** @param from the address that letters come from */
    public EmlFolder(Path folder, String from) {
        this.folder = folder;
        this.from = from;
    }

    @Override
    public void carry(long id, Letter letter) throws IOException {
        Files.createDirectories(folder);
        var email = EmailBuilder.startingBlank()
                .fixingMessageId("<" + id + "@" + from.substring(from.lastIndexOf('@') + 1) + ">")
                .from(from)
                .to(letter.recipient())
                .withSubject(letter.subject())
                .withPlainText(letter.body())
                .buildEmail();
        // Under another name first: nobody should find half a letter.
        var begun = folder.resolve(id + ".part");
        Files.writeString(begun, EmailConverter.emailToEML(email));
        Files.move(begun, folder.resolve(id + ".eml"), StandardCopyOption.REPLACE_EXISTING);
        deleteOldest();
    }

    private void deleteOldest() throws IOException {
        try (var files = Files.list(folder)) {
            // Ids sort as times do, and have the same length for some centuries.
            files.sorted(Comparator.comparing(Path::getFileName).reversed())
                    .skip(FILES_MAX)
                    .forEach(EmlFolder::delete);
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
