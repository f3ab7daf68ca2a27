using System.Runtime.CompilerServices;

namespace QuickLook.Core.Numerics;

/// <summary>
/// Conversions of the two floating-point types of this room in generic code. The compiler keeps the one branch that applies; the conversions of
/// generic mathematics cost about two nanoseconds each, as much as the rest of an inner loop here.
/// </summary>
internal static class Precision
{
    /// <summary>The value in double precision.</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="value">A value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Widen<T>(T value)
        where T : unmanaged =>
        typeof(T) == typeof(float) ? Unsafe.BitCast<T, float>(value)
        : typeof(T) == typeof(double) ? Unsafe.BitCast<T, double>(value)
        : throw new NotSupportedException($"{typeof(T)} is no floating-point type of this room.");

    /// <summary>The value rounded to the given type.</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="value">A value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Narrow<T>(double value)
        where T : unmanaged =>
        typeof(T) == typeof(float) ? Unsafe.BitCast<float, T>((float)value)
        : typeof(T) == typeof(double) ? Unsafe.BitCast<double, T>(value)
        : throw new NotSupportedException($"{typeof(T)} is no floating-point type of this room.");
}
