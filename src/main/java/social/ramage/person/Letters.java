package social.ramage.person;

import java.util.Locale;
import social.ramage.db.Tx;
import social.ramage.mail.Letter;
import social.ramage.mail.Mail;
import social.ramage.problem.Sentence;

/** What people are written about their way in, in their language. */
final class Letters {
    private final Mail mail;
    private final String place;

    /** @param place the name of this server, which every letter says */
    Letters(Mail mail, String place) {
        this.mail = mail;
        this.place = place;
    }

    /** @param about begins the keys of its subject and its text, to both of which the values are given after the place */
    void write(Tx tx, Email to, Locale locale, String about, Object... values) {
        var all = new Object[values.length + 1];
        all[0] = place;
        System.arraycopy(values, 0, all, 1, values.length);
        mail.write(
                tx,
                new Letter(
                        to.value(),
                        Sentence.of(about + ".subject", all).in(locale),
                        Sentence.of(about + ".text", all).in(locale)));
    }
}
