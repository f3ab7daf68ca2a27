using System.Buffers.Binary;

namespace QuickLook.Core.Fits.Writing;

/// <summary>An image that is compressed already.</summary>
/// <param name="image">The rows; complete.</param>
/// <param name="axes">NAXIS1, NAXIS2, ... of the image.</param>
internal sealed class RiceImageBody(RiceImage image, IReadOnlyList<int> axes) : IHduBody
{
    /// <inheritdoc/>
    public bool CanBePrimary => false;

    /// <inheritdoc/>
    public IEnumerable<FitsCard> Structure(bool isPrimary) =>
        RiceStructure.Cards(image.Format, axes, image.Rows, image.Lengths.DefaultIfEmpty().Max(), image.Heap.Length);

    /// <inheritdoc/>
    public void WriteData(DataUnit data)
    {
        var descriptors = new byte[RiceStructure.DescriptorBytes * image.Rows];
        var begin = 0;
        for (var row = 0; row < image.Rows; row++)
        {
            var descriptor = descriptors.AsSpan(RiceStructure.DescriptorBytes * row);
            BinaryPrimitives.WriteInt32BigEndian(descriptor, image.Lengths[row]);
            BinaryPrimitives.WriteInt32BigEndian(descriptor[4..], begin);
            begin += image.Lengths[row];
        }

        data.Write(descriptors);
        data.Write(image.Heap);
    }
}
