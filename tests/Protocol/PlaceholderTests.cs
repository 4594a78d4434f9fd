namespace Pmo.Protocol.Tests;
public sealed class PlaceholderTests { [Fact] public void Builds() => true.ShouldBeTrue(); }
