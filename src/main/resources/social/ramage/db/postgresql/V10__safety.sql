-- What may be taken from an account, since when.
alter table account add column suspended_at bigint;
alter table account add column limited_at bigint;
alter table account add column frozen_at bigint;
create index account_suspended on account (id) where suspended_at is not null;
create index account_limited on account (id) where limited_at is not null;
create index account_frozen on account (id) where frozen_at is not null;

create index pilot_of_staff on pilot (account_id) where role <> 'HOLDER';

-- What people ask of each other here. One that was withdrawn stays for the reports that name it.
create table rule (
    id            bigint primary key,
    text          text collate "C" not null,
    hint          text collate "C" not null,
    withdrawn_at  bigint
);

-- The time is in the id.
create table report (
    id              bigint primary key,
    reporter_id     bigint not null,
    account_id      bigint not null,
    category        text collate "C" not null,
    comment         text collate "C" not null,
    assigned_id     bigint,
    resolved_by_id  bigint,
    resolved_at     bigint,
    updated_at      bigint not null
);
create index report_open on report (id) where resolved_at is null;
create index report_open_of_reporter on report (reporter_id) where resolved_at is null;

-- Posts that were reported, and those around them that the reporter saw.
create table report_post (
    report_id  bigint not null references report (id),
    post_id    bigint not null,
    kind       text collate "C" not null,
    primary key (report_id, post_id)
);
create index report_post_by_post on report_post (post_id);

create table report_rule (
    report_id  bigint not null references report (id),
    rule_id    bigint not null references rule (id),
    primary key (report_id, rule_id)
);

-- Who did what, and why. The time is in the id.
create table moderation_log (
    id            bigint primary key,
    moderator_id  bigint not null,
    act           text collate "C" not null,
    account_id    bigint,
    post_id       bigint,
    report_id     bigint,
    words         text collate "C" not null
);
create index moderation_log_of_account on moderation_log (account_id, act, id) where account_id is not null;
create function refuse_change_of_log() returns trigger language plpgsql as $$
begin
    raise exception 'the log of moderation is never changed';
end;
$$;
create trigger moderation_log_is_not_changed before update or delete on moderation_log
    for each statement execute function refuse_change_of_log();
