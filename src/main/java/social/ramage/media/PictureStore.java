package social.ramage.media;

import java.util.Optional;
import social.ramage.db.Tx;
import social.ramage.id.AccountId;
import social.ramage.id.PictureName;

final class PictureStore {
    private static final String INSERT = """
            insert into picture (id, account_id, kind, bytes) values (:id, :account, :kind, :bytes)
            """;
    private static final String FIND = """
            select kind, bytes from picture where id = :id
            """;
    private static final String DELETE = """
            delete from picture where id = :id
            """;

    void insert(Tx tx, PictureName name, AccountId account, Picture picture) {
        tx.sql(INSERT)
                .bind("id", name.id())
                .bind("account", account.value())
                .bind("kind", picture.kind().name())
                .bind("bytes", picture.bytes())
                .run();
    }

    Optional<Picture> find(Tx tx, PictureName name) {
        return tx.sql(FIND)
                .bind("id", name.id())
                .first(row -> new Picture(Picture.Kind.valueOf(row.text("kind")), row.bytes("bytes")));
    }

    void delete(Tx tx, PictureName name) {
        tx.sql(DELETE).bind("id", name.id()).run();
    }
}
