alter table post add column edited_at bigint;

-- What a post said before each of its edits.
create table post_version (
    post_id       bigint not null,
    number        bigint not null,
    written_at    bigint not null,
    warning       text collate "C" not null,
    text          text collate "C" not null,
    sensitive_at  bigint,
    primary key (post_id, number)
);

-- Keys that clients send along with a post, so that one sent again after a lost answer is one post.
create table sent_key (
    account_id  bigint not null,
    key         text collate "C" not null,
    post_id     bigint not null,
    sent_at     bigint not null,
    primary key (account_id, key)
);
create index sent_key_by_age on sent_key (sent_at);
