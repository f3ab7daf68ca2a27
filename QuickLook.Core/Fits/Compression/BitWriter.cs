namespace QuickLook.Core.Fits.Compression;

/// <summary>Writes bits, most significant first.</summary>
/// <param name="target">Where to; must be large enough.</param>
internal ref struct BitWriter(Span<byte> target)
{
    private readonly Span<byte> target = target;
    private ulong pending;
    private int pendingBits;
    private int written;

    /// <summary>Writes the lowest bits of a value.</summary>
    /// <param name="value">The value; higher bits are ignored.</param>
    /// <param name="bits">0 to 32.</param>
    public void Write(uint value, int bits)
    {
        pending = (pending << bits) | (value & ((1UL << bits) - 1));
        pendingBits += bits;
        while (pendingBits >= 8)
        {
            pendingBits -= 8;
            target[written++] = (byte)(pending >> pendingBits);
        }
    }

    /// <summary>Writes zeros.</summary>
    /// <param name="count">Any number.</param>
    public void WriteZeros(int count)
    {
        for (; count > 32; count -= 32)
        {
            Write(0, 32);
        }

        Write(0, count);
    }

    /// <summary>Fills the last byte with zeros.</summary>
    /// <returns>Number of bytes in all.</returns>
    public int Complete()
    {
        if (pendingBits > 0)
        {
            Write(0, 8 - pendingBits);
        }

        return written;
    }
}
