package social.ramage.web;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.PreEncodedHttpField;

/** A header that many answers carry, encoded once. */
public final class Header {
    private final HttpField field;

    public Header(String name, String value) {
        this.field = new PreEncodedHttpField(name, value);
    }

    HttpField field() {
        return field;
    }
}
