namespace QuickLook.Core.Fits.Writing;

/// <summary>An image stored pixel by pixel.</summary>
/// <param name="pixels">All pixels, NAXIS1 running fastest.</param>
/// <param name="axes">NAXIS1, NAXIS2, ...</param>
internal sealed class ImageBody<T>(ReadOnlyMemory<T> pixels, IReadOnlyList<int> axes) : IHduBody
    where T : unmanaged
{
    private readonly PixelFormat format = PixelFormat.Of<T>();

    /// <inheritdoc/>
    public bool CanBePrimary => true;

    /// <inheritdoc/>
    public IEnumerable<FitsCard> Structure(bool isPrimary) => ImageStructure.Cards(isPrimary, format.Bitpix, axes).Concat(format.Scaling());

    /// <inheritdoc/>
    public void WriteData(DataUnit data)
    {
        var rest = pixels.Span;
        while (!rest.IsEmpty)
        {
            var room = data.Reserve(int.MaxValue);
            var count = Math.Min(rest.Length, room.Length / format.Bytes);
            PixelFormat.Store(rest[..count], room[..(count * format.Bytes)]);
            data.Advance(count * format.Bytes);
            rest = rest[count..];
        }
    }
}
