namespace Pmo.Oprf.Tests;

public sealed class PortableVoprfTests() : VoprfTests("portable");

public sealed class Avx2VoprfTests() : VoprfTests("avx2");

public sealed class Avx512VoprfTests() : VoprfTests("avx512");
