-- A letter that goes out after a while may have nothing true to say by then. From when it is to go out is when it counts as written.
alter table messages_letter drop constraint messages_letter_state_check;
alter table messages_letter add constraint messages_letter_state_check
    check (state in ('WAITING', 'SENT', 'REFUSED', 'GIVEN_UP', 'DROPPED'));
