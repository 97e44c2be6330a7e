<?php

// What simplesamlphp asks for by the name of its own settings. All that is made for one run lies in one folder.
$folder = getenv('IDENTITY_PROVIDER_FOLDER');

$config = [
    'baseurlpath' => '/',
    'certdir' => "$folder/keys/",
    'loggingdir' => "$folder/log/",
    'datadir' => "$folder/data/",
    'tempdir' => "$folder/temporary/",
    'metadatadir' => __DIR__ . '/metadata/',
    'metadata.sources' => [['type' => 'flatfile']],

    'secretsalt' => file_get_contents("$folder/keys/salt"),
    // Nobody administers it.
    'auth.adminpassword' => bin2hex(random_bytes(20)),
    'admin.checkforupdates' => false,
    'technicalcontact_email' => 'na@example.org',
    'timezone' => 'Europe/Copenhagen',
    'language.default' => 'da',

    'logging.handler' => 'file',
    'logging.logfile' => 'simplesamlphp.log',
    'logging.level' => \SimpleSAML\Logger::INFO,
    'statistics.out' => [],

    'enable.saml20-idp' => true,
    'module.enable' => ['exampleauth' => true, 'core' => true, 'saml' => true],

    // Everything is on this machine and without encryption underneath.
    'store.type' => 'phpsession',
    'session.phpsession.savepath' => "$folder/sessions",
    'session.cookie.secure' => false,
    'session.cookie.samesite' => null,
    'language.cookie.secure' => false,
    'language.cookie.samesite' => null,
];
