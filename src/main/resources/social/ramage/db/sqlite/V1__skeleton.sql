-- Times are Unix milliseconds. Nothing here is a boolean: a nullable time says whether and when.

create table setting (
    name  text not null primary key,
    value text not null
) strict, without rowid;

-- Who runs here: a node number is what its ids carry.
create table node (
    number      integer not null primary key,
    holder      text not null,
    expires_at  integer not null
) strict;

-- Work that one node at a time does. A new holder takes a higher fence, and a cursor moves only under the fence in force.
create table lease (
    name        text not null primary key,
    holder      text not null,
    fence       integer not null,
    expires_at  integer not null
) strict, without rowid;

create table event (
    id            integer primary key autoincrement,
    kind          text not null,
    happened_at   integer not null,
    account_id    integer,
    other_id      integer,
    post_id       integer,
    parent_id     integer,
    thread_id     integer,
    boost_of_id   integer,
    visibility    text
) strict;

create table reactor_cursor (
    reactor   text not null primary key,
    position  integer not null,
    fence     integer not null
) strict, without rowid;

create table parked_event (
    reactor    text not null,
    event_id   integer not null,
    reason     text not null,
    parked_at  integer not null,
    primary key (reactor, event_id)
) strict, without rowid;

create table person (
    id          integer primary key,
    email       text not null,
    email_key   text not null unique,
    locale      text not null,
    created_at  integer not null
) strict;

create table account (
    id            integer primary key,
    handle        text not null,
    handle_key    text not null unique,
    name          text not null,
    bio           text not null,
    locked_at     integer,
    created_at    integer not null,
    posts         integer not null default 0,
    followers     integer not null default 0,
    following     integer not null default 0,
    last_post_id  integer
) strict;

-- A person pilots one or more accounts, each in a role.
create table pilot (
    person_id   integer not null references person (id),
    account_id  integer not null references account (id),
    role        text not null,
    since_at    integer not null,
    primary key (person_id, account_id)
) strict, without rowid;
create index pilot_of_account on pilot (account_id);

create table owner_link (
    hash        text not null primary key,
    created_at  integer not null,
    used_at     integer
) strict, without rowid;

create table token (
    hash        text not null primary key,
    account_id  integer not null references account (id),
    scopes      text not null,
    created_at  integer not null
) strict, without rowid;
create index token_of_account on token (account_id);

create table follow (
    id           integer primary key,
    follower_id  integer not null,
    followed_id  integer not null,
    source       text not null,
    followed_at  integer not null,
    unique (follower_id, followed_id)
) strict;
create index follow_of_followed on follow (followed_id, id);
create index follow_of_follower on follow (follower_id, id);

create table follow_request (
    id            integer primary key,
    follower_id   integer not null,
    followed_id   integer not null,
    source        text not null,
    requested_at  integer not null,
    unique (follower_id, followed_id)
) strict;
create index follow_request_of_followed on follow_request (followed_id, id);

create table post (
    id               integer primary key,
    author_id        integer not null,
    thread_id        integer not null,
    parent_id        integer,
    parent_author_id integer,
    boost_of_id      integer,
    visibility       text not null,
    language         text,
    warning          text not null,
    text             text not null,
    sensitive_at     integer,
    imported_at      integer,
    replies          integer not null default 0,
    boosts           integer not null default 0
) strict;
create index post_of_author on post (author_id, id);
create index post_of_thread on post (thread_id, id) where parent_id is not null;
create unique index post_boosting on post (boost_of_id, author_id) where boost_of_id is not null;
create index post_in_public on post (id)
    where visibility = 'public' and boost_of_id is null and (parent_id is null or parent_author_id = author_id);

create table tag (
    id    integer primary key autoincrement,
    key   text not null unique,
    name  text not null
) strict;

create table post_tag (
    tag_id   integer not null,
    post_id  integer not null,
    primary key (tag_id, post_id)
) strict, without rowid;
create index tag_of_post on post_tag (post_id);

create table tag_day (
    tag_id  integer not null,
    day     integer not null,
    posts   integer not null,
    primary key (tag_id, day)
) strict, without rowid;

create table mention (
    post_id     integer not null,
    account_id  integer not null,
    primary key (post_id, account_id)
) strict, without rowid;
create index mention_of_account on mention (account_id, post_id);

-- What an import brought: the same line brought again finds itself here.
create table imported_post (
    source      text not null,
    source_key  text not null,
    post_id     integer not null,
    primary key (source, source_key)
) strict, without rowid;
create index imported_post_here on imported_post (post_id);
