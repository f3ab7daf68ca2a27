namespace QuickLook.Tests.Core.Fits.Oracles;

/// <summary>Tests that start other programs run one after the other, beside all else.</summary>
[CollectionDefinition(Name)]
public static class OracleCollection
{
    public const string Name = "FITS oracles";
}
