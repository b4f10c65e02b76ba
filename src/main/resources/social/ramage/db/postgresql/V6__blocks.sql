-- Who wants nothing to do with whom: the blocked cannot read the blocker, and the blocker is shown nothing of theirs.
create table block (
    id          bigint primary key,
    blocker_id  bigint not null,
    blocked_id  bigint not null,
    unique (blocker_id, blocked_id)
);
create index block_of_blocker on block (blocker_id, id);
create index block_of_blocked on block (blocked_id);

-- Who wants to be shown nothing of whom; the muted hear nothing of it.
create table mute (
    id                bigint primary key,
    muter_id          bigint not null,
    muted_id          bigint not null,
    notices_muted_at  bigint,
    ends_at           bigint,
    unique (muter_id, muted_id)
);
create index mute_of_muter on mute (muter_id, id);
create index mute_by_end on mute (ends_at) where ends_at is not null;
