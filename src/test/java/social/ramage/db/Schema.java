package social.ramage.db;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of a database in lines that read the same for both engines. */
final class Schema {
    private static final String SQLITE_COLUMNS = """
            select 'column ' || m.name || '.' || c.name || ' '
                || case c.type when 'INTEGER' then 'number' when 'TEXT' then 'text' when 'BLOB' then 'bytes' else c.type end
                || case when c."notnull" or c.pk then ' not null' else '' end
                || coalesce(' default ' || c.dflt_value, '')
                || case when c.pk and m.sql like '%primary key autoincrement%' then ' counted' else '' end as line
            from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table'
            """;
    private static final String SQLITE_PRIMARY_KEYS = """
            select 'primary key ' || m.name || ' (' || group_concat(c.name, ', ' order by c.pk) || ')' as line
            from sqlite_master m join pragma_table_info(m.name) c
            where m.type = 'table' and c.pk > 0 group by m.name
            """;
    private static final String SQLITE_INDEXES = """
            select case i.origin when 'u' then 'unique' else 'index ' || i.name end || ' on ' || m.name
                || ' (' || group_concat(c.name || case c."desc" when 1 then ' desc' else '' end, ', ' order by c.seqno)
                || ')' || case when i.origin = 'c' and i."unique" then ' unique' else '' end
                || coalesce((select substr(s.sql, instr(lower(s.sql), 'where') - 1) from sqlite_master s
                             where s.name = i.name and i.partial), '') as line
            from sqlite_master m join pragma_index_list(m.name) i join pragma_index_xinfo(i.name) c
            where m.type = 'table' and i.origin <> 'pk' and c.key group by m.name, i.name
            """;
    private static final String SQLITE_REFERENCES = """
            select m.name || '.' || f."from" || ' references ' || f."table" || '.' || f."to" || ' ' || f.on_delete as line
            from sqlite_master m join pragma_foreign_key_list(m.name) f where m.type = 'table'
            """;

    private static final String POSTGRESQL_COLUMNS = """
            select 'column ' || table_name || '.' || column_name || ' '
                || case when data_type = 'bigint' then 'number'
                        when data_type = 'bytea' then 'bytes'
                        when data_type = 'text' and collation_name = 'C' then 'text'
                        else data_type || coalesce(' ' || collation_name, ' in the language of the database') end
                || case is_nullable when 'NO' then ' not null' else '' end
                || coalesce(' default ' || column_default, '')
                || case is_identity when 'YES' then ' counted' else '' end as line
            from information_schema.columns where table_schema = 'public'
            """;
    private static final String POSTGRESQL_INDEXES = """
            select case when i.indisprimary then 'primary key ' || t.relname
                        when n.contype = 'u' then 'unique on ' || t.relname
                        else 'index ' || x.relname || ' on ' || t.relname end
                || ' (' || (select string_agg(pg_get_indexdef(i.indexrelid, k, true), ', ' order by k)
                            from generate_series(1, i.indnkeyatts) k) || ')'
                || case when n.contype is null and i.indisunique then ' unique' else '' end
                || coalesce(' where ' || pg_get_expr(i.indpred, i.indrelid), '') as line
            from pg_index i
            join pg_class x on x.oid = i.indexrelid
            join pg_class t on t.oid = i.indrelid
            left join pg_constraint n on n.conindid = i.indexrelid and n.contype in ('p', 'u')
            where t.relnamespace = 'public'::regnamespace
            """;
    private static final String POSTGRESQL_REFERENCES = """
            select t.relname || '.' || a.attname || ' references ' || f.relname || '.' || b.attname
                || case n.confdeltype when 'a' then ' NO ACTION' when 'c' then ' CASCADE' else n.confdeltype::text end as line
            from pg_constraint n cross join lateral unnest(n.conkey, n.confkey) as k (mine, theirs)
            join pg_class t on t.oid = n.conrelid join pg_attribute a on a.attrelid = t.oid and a.attnum = k.mine
            join pg_class f on f.oid = n.confrelid join pg_attribute b on b.attrelid = f.oid and b.attnum = k.theirs
            where n.contype = 'f'
            """;

    private Schema() {}

    /** Sorted, without the engine's own tables and the list of migrations. */
    static List<String> of(Tx tx) {
        var queries = switch (tx.engine()) {
            case SQLITE -> Stream.of(SQLITE_COLUMNS, SQLITE_PRIMARY_KEYS, SQLITE_INDEXES, SQLITE_REFERENCES);
            case POSTGRESQL -> Stream.of(POSTGRESQL_COLUMNS, POSTGRESQL_INDEXES, POSTGRESQL_REFERENCES);
        };
        return queries.flatMap(query -> tx.sql(query).list(row -> row.text("line")).stream())
                .filter(line -> !line.contains("sqlite_") && !line.contains("flyway_schema_history"))
                .map(Schema::plain)
                .sorted()
                .collect(Collectors.toList());
    }

    /** PostgreSQL says a condition again in its own words: more brackets, capitals and types. */
    private static String plain(String line) {
        int where = line.indexOf("where ");
        if (where < 0) {
            return line;
        }
        var condition = line.substring(where)
                .replaceAll("[()]", "")
                .replace("::text", "")
                .replace(" IS NOT NULL", " is not null")
                .replace(" IS NULL", " is null")
                .replace(" AND ", " and ")
                .replace(" OR ", " or ")
                .replaceAll("\\s+", " ");
        return line.substring(0, where).strip() + " " + condition.strip();
    }
}
