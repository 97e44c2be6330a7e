<?php

// There once the portal's metadata was read (read-metadata.php).
$file = getenv('IDENTITY_PROVIDER_FOLDER') . '/portal.json';
$metadata = is_file($file) ? json_decode(file_get_contents($file), true) : [];
