using System.Diagnostics.CodeAnalysis;

namespace QuickLook.Core.Results;

/// <summary>A value, or the <see cref="Results.Failure"/> that explains its absence. Never both, never neither.</summary>
/// <typeparam name="T">What success yields.</typeparam>
public readonly struct Result<T>
{
    private readonly T? value;

    private Result(T? value, Failure? failure)
    {
        this.value = value;
        Failure = failure;
    }

    /// <summary>The failure; null on success.</summary>
    public Failure? Failure { get; }

    /// <summary>True when there is a value.</summary>
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool IsSuccess => Failure is null;

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">The result is a failure; check <see cref="IsSuccess"/> first.</exception>
    public T Value => Failure is null ? value! : throw new InvalidOperationException($"There is no value: {Failure}");

    /// <summary>A success.</summary>
    /// <param name="value">What was obtained.</param>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>A failure.</summary>
    /// <param name="failure">Why there is no value.</param>
    public static implicit operator Result<T>(Failure failure) => new(default, failure);

    /// <summary>Success with <paramref name="value"/>; for interface types, where the implicit conversion is not allowed.</summary>
    /// <param name="value">What was obtained.</param>
    public static Result<T> Success(T value) => new(value, null);

    /// <summary>Gets the value when there is one.</summary>
    /// <param name="value">The value, or default.</param>
    /// <param name="failure">The failure, or null.</param>
    /// <returns>True on success.</returns>
    public bool TryGet([MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out Failure? failure)
    {
        value = this.value;
        failure = Failure;
        return Failure is null;
    }

    /// <summary>Applies <paramref name="map"/> to the value; a failure passes through.</summary>
    /// <typeparam name="TOut">Type of the new value.</typeparam>
    /// <param name="map">What to make of the value.</param>
    public Result<TOut> Map<TOut>(Func<T, TOut> map) => Failure is null ? map(value!) : Failure;

    /// <summary>Goes on with <paramref name="next"/> when there is a value; a failure passes through.</summary>
    /// <typeparam name="TOut">Type of the new value.</typeparam>
    /// <param name="next">The next thing that can fail.</param>
    public Result<TOut> Then<TOut>(Func<T, Result<TOut>> next) => Failure is null ? next(value!) : Failure;

    /// <summary>The value, or <paramref name="fallback"/> when there is none.</summary>
    /// <param name="fallback">What to use instead.</param>
    public T Or(T fallback) => Failure is null ? value! : fallback;
}
