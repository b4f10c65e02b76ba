-- Which account an author or a node from elsewhere has here: the same one brought again finds it.
create table imported_account (
    source      text collate "C" not null,
    source_key  text collate "C" not null,
    account_id  bigint not null,
    primary key (source, source_key)
);

-- Answers that were brought without what they answer, for when that is brought too.
create table imported_answer (
    source      text collate "C" not null,
    parent_key  text collate "C" not null,
    post_id     bigint not null,
    primary key (source, parent_key, post_id)
);
