namespace QuickLook.Core.Storage.Import;

/// <summary>Results that were computed elsewhere.</summary>
public sealed class ImportStore(QuickLookDatabase database)
{
    internal QuickLookDatabase Database => database;
}
