package social.ramage.mastodon;

import social.ramage.web.Segments;

/** How a message is written, over a socket and as an event. */
enum StreamFormat {
    SOCKET {
        @Override
        Segments message(StreamName name, long event, String kind, Segments payload) {
            var names = new JsonText().raw("[");
            name.asSent().forEach(names::element);
            return new Segments()
                    .add(new JsonText()
                            .raw("{")
                            .value("stream", names.raw("]").toString())
                            .text("event", kind)
                            .raw(",\"payload\":")
                            .bytes())
                    .add(payload.quoted())
                    .add("}");
        }
    },

    EVENTS {
        @Override
        Segments message(StreamName name, long event, String kind, Segments payload) {
            return new Segments()
                    .add("event: " + kind + "\nid: " + event + "\ndata: ")
                    .add(payload)
                    .add("\n\n");
        }
    };

    /** @param payload JSON in one line */
    abstract Segments message(StreamName name, long event, String kind, Segments payload);
}
