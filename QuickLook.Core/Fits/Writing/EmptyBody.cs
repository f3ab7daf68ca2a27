namespace QuickLook.Core.Fits.Writing;

/// <summary>No data: only a header.</summary>
internal sealed class EmptyBody : IHduBody
{
    /// <inheritdoc/>
    public bool CanBePrimary => true;

    /// <inheritdoc/>
    public IEnumerable<FitsCard> Structure(bool isPrimary) => ImageStructure.Cards(isPrimary, 8, []);

    /// <inheritdoc/>
    public void WriteData(DataUnit data)
    {
        // There is nothing to write.
    }
}
