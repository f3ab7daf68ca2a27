namespace QuickLook.Core.Storage.Schema;

/// <summary>How far the file of an exposure is.</summary>
public enum ArrivalState
{
    /// <summary>Readable, but cameras that are expected may still come.</summary>
    Arriving,

    /// <summary>All there that will come.</summary>
    Complete,

    /// <summary>Cannot be read, with a reason.</summary>
    Broken,
}
