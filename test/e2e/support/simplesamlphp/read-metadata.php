<?php

// Reads the portal's metadata from the standard input as simplesamlphp reads a service provider's, and writes down what
// it understood. The first word is the folder of simplesamlphp, the second the certificate that must have signed.
[, $simplesamlphp, $certificate] = $argv;
require "$simplesamlphp/lib/_autoload.php";

$entities = \SimpleSAML\Metadata\SAMLParser::parseDescriptorsString(stream_get_contents(STDIN));
$known = [];
foreach ($entities as $name => $entity) {
    if (!$entity->validateSignature([$certificate])) {
        fwrite(STDERR, "The metadata of $name is not signed by $certificate.\n");
        exit(1);
    }
    $metadata = $entity->getMetadata20SP();
    unset($metadata['entityDescriptor']);
    $known[$name] = $metadata;
}
file_put_contents(getenv('IDENTITY_PROVIDER_FOLDER') . '/portal.json', json_encode($known, JSON_THROW_ON_ERROR | JSON_PRETTY_PRINT));
