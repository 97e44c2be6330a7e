<?php

$config = json_decode(file_get_contents(getenv('IDENTITY_PROVIDER_FOLDER') . '/people.json'), true);
