-- Which account an author or a node from elsewhere has here: the same one brought again finds it.
create table imported_account (
    source      text not null,
    source_key  text not null,
    account_id  integer not null,
    primary key (source, source_key)
) strict, without rowid;

-- Answers that were brought without what they answer, for when that is brought too.
create table imported_answer (
    source      text not null,
    parent_key  text not null,
    post_id     integer not null,
    primary key (source, parent_key, post_id)
) strict, without rowid;
